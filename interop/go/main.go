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
	"os"
	"os/exec"
	"slices"
	"strings"

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
	if err := walk(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func setting(name string) string {
	value := os.Getenv("INTEROP_" + name)
	if value == "" {
		fmt.Fprintf(os.Stderr, "interop/run sets INTEROP_%s\n", name)
		os.Exit(1)
	}
	return value
}

func step(format string, values ...any) {
	fmt.Printf("    "+format+"\n", values...)
}

func walk(ctx context.Context) error {
	server, err := discover()
	if err != nil {
		return err
	}
	step("discovery: %s", server.Issuer)
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
		step("client credentials with the secret in the %s, and revoke", way.name)
	}
	web := app(server, "CLIENT_ID", "REDIRECT_URI")
	web.ClientSecret = setting("CLIENT_SECRET")
	if err := actForMember(ctx, server, web); err != nil {
		return fmt.Errorf("web app: %w", err)
	}
	step("native app, no secret")
	if err := actForMember(ctx, server, app(server, "NATIVE_CLIENT_ID", "NATIVE_REDIRECT_URI")); err != nil {
		return fmt.Errorf("native app: %w", err)
	}
	return nil
}

func discover() (*metadata, error) {
	issuer := setting("ISSUER")
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
		ClientID:    setting(id),
		RedirectURL: setting(redirect),
		Scopes:      strings.Fields(setting("SCOPE")),
		Endpoint:    oauth2.Endpoint{AuthURL: server.Authorization, TokenURL: server.Token},
	}
}

func actForItself(ctx context.Context, server *metadata, style oauth2.AuthStyle) error {
	config := clientcredentials.Config{
		ClientID:     setting("CLIENT_ID"),
		ClientSecret: setting("CLIENT_SECRET"),
		TokenURL:     server.Token,
		Scopes:       strings.Fields(setting("OWN_SCOPE")),
		AuthStyle:    style,
	}
	token, err := config.Token(ctx)
	if err != nil {
		return err
	}
	if err := check(token, config.Scopes); err != nil {
		return err
	}
	if token.RefreshToken != "" {
		return errors.New("there is a refresh token")
	}
	return revoke(server, config.ClientID, config.ClientSecret, token.AccessToken)
}

func actForMember(ctx context.Context, server *metadata, config *oauth2.Config) error {
	first, err := authorize(ctx, config)
	if err != nil {
		return err
	}
	step("authorization code with PKCE, state and iss")
	if err := callSelf(config.Client(ctx, first), http.StatusOK); err != nil {
		return err
	}
	step("self call")

	// Without an access token the library refreshes at once.
	second, err := config.TokenSource(ctx, &oauth2.Token{RefreshToken: first.RefreshToken}).Token()
	if err != nil {
		return fmt.Errorf("refresh: %w", err)
	}
	if err := check(second, config.Scopes); err != nil {
		return err
	}
	if second.RefreshToken == first.RefreshToken || second.RefreshToken == "" {
		return errors.New("the refresh token did not change")
	}
	step("refresh, with a new refresh token")
	if err := callSelf(config.Client(ctx, second), http.StatusOK); err != nil {
		return err
	}
	step("self call")

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
	step("revoke: the self call is 401, the refresh token is dead")
	return nil
}

func authorize(ctx context.Context, config *oauth2.Config) (*oauth2.Token, error) {
	verifier, state := oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	callback, err := member(config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier)))
	if err != nil {
		return nil, err
	}
	answer := callback.Query()
	if answer.Get("state") != state || answer.Get("iss") != setting("ISSUER") {
		return nil, fmt.Errorf("state or iss did not come back: %s", callback)
	}
	token, err := config.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		return nil, fmt.Errorf("exchange: %w", err)
	}
	if token.RefreshToken == "" {
		return nil, errors.New("there is no refresh token")
	}
	return token, check(token, config.Scopes)
}

// check holds a token against RFC 6749 §5.1 and what this server promises.
func check(token *oauth2.Token, asked []string) error {
	granted := strings.Fields(fmt.Sprint(token.Extra("scope")))
	slices.Sort(granted)
	wanted := slices.Sorted(slices.Values(asked))
	if !slices.Equal(granted, wanted) {
		return fmt.Errorf("granted %q of %q", granted, wanted)
	}
	if life := token.Extra("expires_in"); token.TokenType != "Bearer" || life != 3600.0 || !token.Valid() {
		return fmt.Errorf("a token of type %q that lives %v seconds", token.TokenType, life)
	}
	return nil
}

func callSelf(client *http.Client, status int) error {
	answer, err := client.Get(setting("ISSUER") + "/api/users/v1/self")
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
	if self.Username != setting("USERNAME") {
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

// member lets the member sign in and allow; it gives the address the app is called back at.
func member(address string) (*url.URL, error) {
	done, err := exec.Command(setting("MEMBER"), address).Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			return nil, errors.New(strings.TrimSpace(string(failed.Stderr)))
		}
		return nil, err
	}
	return url.Parse(strings.TrimSpace(string(done)))
}
