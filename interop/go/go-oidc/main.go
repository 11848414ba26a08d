// A walk with go-oidc: discovery, an ID token, userinfo, and an ID token from a refresh.
package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"guildgate.example/interop/walk"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// What go-oidc leaves to its users.
type claims struct {
	AuthTime int64    `json:"auth_time"`
	AMR      []string `json:"amr"`
	SID      string   `json:"sid"`
}

func main() {
	walk.Run(func() error { return everything(context.Background()) })
}

func everything(ctx context.Context) error {
	// The library refuses metadata of another issuer.
	provider, err := oidc.NewProvider(ctx, walk.Setting("ISSUER"))
	if err != nil {
		return err
	}
	walk.Step("discovery: %s", walk.Setting("ISSUER"))
	web := app(provider, "CLIENT_ID", "REDIRECT_URI")
	web.ClientSecret = walk.Setting("CLIENT_SECRET")
	if err := actForMember(ctx, provider, web); err != nil {
		return fmt.Errorf("web app: %w", err)
	}
	walk.Step("native app, no secret")
	if err := actForMember(ctx, provider, app(provider, "NATIVE_CLIENT_ID", "NATIVE_REDIRECT_URI")); err != nil {
		return fmt.Errorf("native app: %w", err)
	}
	return nil
}

func app(provider *oidc.Provider, id, redirect string) *oauth2.Config {
	return &oauth2.Config{
		ClientID:    walk.Setting(id),
		RedirectURL: walk.Setting(redirect),
		Scopes:      strings.Fields(walk.Setting("OPENID_SCOPE")),
		Endpoint:    provider.Endpoint(),
	}
}

func actForMember(ctx context.Context, provider *oidc.Provider, config *oauth2.Config) error {
	verifier := provider.VerifierContext(ctx, &oidc.Config{ClientID: config.ClientID})
	began := time.Now().Add(-time.Minute).Unix()
	nonce := oauth2.GenerateVerifier()
	token, err := walk.Authorize(ctx, config, oidc.Nonce(nonce))
	if err != nil {
		return err
	}
	first, said, err := verify(ctx, verifier, token)
	if err != nil {
		return err
	}
	if first.Nonce != nonce {
		return fmt.Errorf("the nonce is %q, not %q", first.Nonce, nonce)
	}
	if said.AuthTime < began || said.SID == "" || !slices.Equal(said.AMR, []string{"pwd"}) {
		return fmt.Errorf("the sign-in is told as %+v", said)
	}
	walk.Step("authorization code with PKCE, state, iss and nonce; the ID token is valid")
	stranger := provider.VerifierContext(ctx, &oidc.Config{ClientID: "another"})
	if _, err := stranger.Verify(ctx, rawOf(token)); err == nil {
		return errors.New("an ID token for one client was taken by another")
	}
	walk.Step("an ID token for another client is refused")
	if err := userinfo(ctx, provider, token, first.Subject); err != nil {
		return err
	}

	next, err := walk.Refresh(ctx, config, token)
	if err != nil {
		return err
	}
	second, saidAgain, err := verify(ctx, verifier, next)
	if err != nil {
		return err
	}
	if second.Subject != first.Subject || saidAgain.AuthTime != said.AuthTime || saidAgain.SID != said.SID {
		return fmt.Errorf("after the refresh the sign-in is told as %+v", saidAgain)
	}
	walk.Step("refresh, with an ID token of the same sign-in")
	return userinfo(ctx, provider, next, second.Subject)
}

func rawOf(token *oauth2.Token) string {
	raw, _ := token.Extra("id_token").(string)
	return raw
}

// verify lets the library check signature, issuer, audience and time, and then at_hash.
func verify(ctx context.Context, verifier *oidc.IDTokenVerifier, token *oauth2.Token) (*oidc.IDToken, claims, error) {
	var said claims
	id, err := verifier.Verify(ctx, rawOf(token))
	if err != nil {
		return nil, said, fmt.Errorf("the ID token: %w", err)
	}
	if err := id.VerifyAccessToken(token.AccessToken); err != nil {
		return nil, said, fmt.Errorf("at_hash: %w", err)
	}
	return id, said, id.Claims(&said)
}

func userinfo(ctx context.Context, provider *oidc.Provider, token *oauth2.Token, subject string) error {
	info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return fmt.Errorf("userinfo: %w", err)
	}
	var more struct {
		Username string `json:"preferred_username"`
	}
	if err := info.Claims(&more); err != nil {
		return err
	}
	right := info.Subject == subject && more.Username == walk.Setting("USERNAME")
	if !right || info.Email != walk.Setting("EMAIL") || !info.EmailVerified {
		return fmt.Errorf("userinfo tells of %q, %q, %q", info.Subject, more.Username, info.Email)
	}
	walk.Step("userinfo")
	return nil
}
