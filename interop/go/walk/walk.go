// Package walk is what both walks share: the settings, the member, and how a step is told.
package walk

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/oauth2"
)

// Setting gives what interop/run set.
func Setting(name string) string {
	value := os.Getenv("INTEROP_" + name)
	if value == "" {
		fmt.Fprintf(os.Stderr, "interop/run sets INTEROP_%s\n", name)
		os.Exit(1)
	}
	return value
}

// Step says that a step was taken.
func Step(format string, values ...any) {
	fmt.Printf("    "+format+"\n", values...)
}

// Run ends the program as the walk ended.
func Run(walk func() error) {
	if err := walk(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Member lets the member sign in and allow; it gives the address the app is called back at.
func Member(address string) (*url.URL, error) {
	done, err := exec.Command(Setting("MEMBER"), address).Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			return nil, errors.New(strings.TrimSpace(string(failed.Stderr)))
		}
		return nil, err
	}
	return url.Parse(strings.TrimSpace(string(done)))
}

// Authorize walks the code flow with PKCE, and adds options to the request.
func Authorize(ctx context.Context, config *oauth2.Config, more ...oauth2.AuthCodeOption) (*oauth2.Token, error) {
	verifier, state := oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	callback, err := Member(config.AuthCodeURL(state, append(more, oauth2.S256ChallengeOption(verifier))...))
	if err != nil {
		return nil, err
	}
	answer := callback.Query()
	if answer.Get("state") != state || answer.Get("iss") != Setting("ISSUER") {
		return nil, fmt.Errorf("state or iss did not come back: %s", callback)
	}
	token, err := config.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		return nil, fmt.Errorf("exchange: %w", err)
	}
	if token.RefreshToken == "" {
		return nil, errors.New("there is no refresh token")
	}
	return token, Check(token, config.Scopes)
}

// Refresh uses a refresh token; without an access token the library refreshes at once.
func Refresh(ctx context.Context, config *oauth2.Config, token *oauth2.Token) (*oauth2.Token, error) {
	next, err := config.TokenSource(ctx, &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
	if err != nil {
		return nil, fmt.Errorf("refresh: %w", err)
	}
	if next.RefreshToken == token.RefreshToken || next.RefreshToken == "" {
		return nil, errors.New("the refresh token did not change")
	}
	return next, Check(next, config.Scopes)
}

// Check holds a token against RFC 6749 §5.1 and what this server promises.
func Check(token *oauth2.Token, asked []string) error {
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
