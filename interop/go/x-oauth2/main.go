// A walk with golang.org/x/oauth2, which has no discovery and no revocation: the app fetches the metadata
// (RFC 8414) and sends the revocation (RFC 7009) itself.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"guildgate.example/interop/walk"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

type metadata struct {
	Issuer        string `json:"issuer"`
	Authorization string `json:"authorization_endpoint"`
	Token         string `json:"token_endpoint"`
	Revocation    string `json:"revocation_endpoint"`
}

func main() {
	walk.Run(func() error { return everything(context.Background()) })
}

func everything(ctx context.Context) error {
	server, err := discover()
	if err != nil {
		return err
	}
	walk.Step("discovery: %s", server.Issuer)
	styles := []struct {
		name  string
		style oauth2.AuthStyle
	}{
		{"header", oauth2.AuthStyleInHeader},
		{"body", oauth2.AuthStyleInParams},
		{"place the library finds", oauth2.AuthStyleAutoDetect},
	}
	for _, way := range styles {
		if err := actForItself(ctx, server, way.style); err != nil {
			return fmt.Errorf("client credentials: %w", err)
		}
		walk.Step("client credentials with the secret in the %s, and revoke", way.name)
	}
	web := app(server, "CLIENT_ID", "REDIRECT_URI")
	web.ClientSecret = walk.Setting("CLIENT_SECRET")
	if err := actForMember(ctx, server, web); err != nil {
		return fmt.Errorf("web app: %w", err)
	}
	walk.Step("native app, no secret")
	if err := actForMember(ctx, server, app(server, "NATIVE_CLIENT_ID", "NATIVE_REDIRECT_URI")); err != nil {
		return fmt.Errorf("native app: %w", err)
	}
	return nil
}

func discover() (*metadata, error) {
	issuer := walk.Setting("ISSUER")
	answer, err := http.Get(issuer + "/.well-known/oauth-authorization-server")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("discovery answers %s", answer.Status)
	}
	server := new(metadata)
	if err := json.NewDecoder(answer.Body).Decode(server); err != nil {
		return nil, err
	}
	if server.Issuer != issuer {
		return nil, fmt.Errorf("the issuer is %q", server.Issuer)
	}
	return server, nil
}

func app(server *metadata, id, redirect string) *oauth2.Config {
	return &oauth2.Config{
		ClientID:    walk.Setting(id),
		RedirectURL: walk.Setting(redirect),
		Scopes:      strings.Fields(walk.Setting("SCOPE")),
		Endpoint:    oauth2.Endpoint{AuthURL: server.Authorization, TokenURL: server.Token},
	}
}

func actForItself(ctx context.Context, server *metadata, style oauth2.AuthStyle) error {
	config := clientcredentials.Config{
		ClientID:     walk.Setting("CLIENT_ID"),
		ClientSecret: walk.Setting("CLIENT_SECRET"),
		TokenURL:     server.Token,
		Scopes:       strings.Fields(walk.Setting("OWN_SCOPE")),
		AuthStyle:    style,
	}
	token, err := config.Token(ctx)
	if err != nil {
		return err
	}
	if err := walk.Check(token, config.Scopes); err != nil {
		return err
	}
	if token.RefreshToken != "" {
		return errors.New("there is a refresh token")
	}
	return revoke(server, config.ClientID, config.ClientSecret, token.AccessToken)
}

func actForMember(ctx context.Context, server *metadata, config *oauth2.Config) error {
	first, err := walk.Authorize(ctx, config)
	if err != nil {
		return err
	}
	walk.Step("authorization code with PKCE, state and iss")
	if err := callSelf(config.Client(ctx, first), http.StatusOK); err != nil {
		return err
	}
	walk.Step("self call")

	second, err := walk.Refresh(ctx, config, first)
	if err != nil {
		return err
	}
	walk.Step("refresh, with a new refresh token")
	if err := callSelf(config.Client(ctx, second), http.StatusOK); err != nil {
		return err
	}
	walk.Step("self call")

	for _, token := range []string{second.AccessToken, second.RefreshToken} {
		if err := revoke(server, config.ClientID, config.ClientSecret, token); err != nil {
			return err
		}
		if err := callSelf(config.Client(ctx, second), http.StatusUnauthorized); err != nil {
			return err
		}
	}
	var refusal *oauth2.RetrieveError
	_, err = config.TokenSource(ctx, &oauth2.Token{RefreshToken: second.RefreshToken}).Token()
	if !errors.As(err, &refusal) || refusal.ErrorCode != "invalid_grant" {
		return fmt.Errorf("a revoked refresh token earned %v", err)
	}
	walk.Step("revoke: the self call is 401, the refresh token is dead")
	return nil
}

func callSelf(client *http.Client, status int) error {
	answer, err := client.Get(walk.Setting("ISSUER") + "/api/users/v1/self")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != status {
		return fmt.Errorf("the self call answers %s, not %d", answer.Status, status)
	}
	if status != http.StatusOK {
		challenge := answer.Header.Get("WWW-Authenticate")
		if !strings.HasPrefix(challenge, "Bearer ") || !strings.Contains(challenge, `error="invalid_token"`) {
			return fmt.Errorf("the challenge is %q", challenge)
		}
		return nil
	}
	var self struct {
		Username string `json:"username"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&self); err != nil {
		return err
	}
	if self.Username != walk.Setting("USERNAME") {
		return fmt.Errorf("the self call tells of %q", self.Username)
	}
	return nil
}

func revoke(server *metadata, id, secret, token string) error {
	form := url.Values{"token": {token}}
	if secret == "" {
		form.Set("client_id", id)
	}
	request, err := http.NewRequest(http.MethodPost, server.Revocation, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if secret != "" {
		request.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret))
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		return fmt.Errorf("revocation answers %s: %s", answer.Status, text)
	}
	return nil
}
