import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A walk with Nimbus' OAuth SDK. */
final class Walk {
    private final AuthorizationServerMetadata server;
    private final ClientID id;
    private final ClientAuthentication authentication;
    private final URI redirectUri;

    private Walk(AuthorizationServerMetadata server, ClientID id, ClientAuthentication authentication, URI redirectUri) {
        this.server = server;
        this.id = id;
        this.authentication = authentication;
        this.redirectUri = redirectUri;
    }

    public static void main(String[] arguments) throws Exception {
        var issuer = new Issuer(setting("ISSUER"));
        var server = AuthorizationServerMetadata.resolve(issuer);
        same(server.getIssuer(), issuer);
        same(server.supportsAuthorizationResponseIssuerParam(), true);
        step("discovery: " + server.getIssuer());

        var id = new ClientID(setting("CLIENT_ID"));
        var secret = new Secret(setting("CLIENT_SECRET"));
        var basic = new ClientSecretBasic(id, secret);
        for (var method : List.of(basic, new ClientSecretPost(id, secret))) {
            new Walk(server, id, method, null).actForItself();
        }
        new Walk(server, id, basic, URI.create(setting("REDIRECT_URI"))).actForMember();
        step("native app, no secret");
        var native_ = new ClientID(setting("NATIVE_CLIENT_ID"));
        new Walk(server, native_, null, URI.create(setting("NATIVE_REDIRECT_URI"))).actForMember();
    }

    private void actForItself() throws Exception {
        var asked = Scope.parse(setting("OWN_SCOPE"));
        var answer = new TokenRequest(server.getTokenEndpointURI(), authentication, new ClientCredentialsGrant(), asked);
        var tokens = tokens(answer);
        check(tokens.getAccessToken(), asked);
        same(tokens.getRefreshToken(), null);
        var found = introspect(tokens.getAccessToken()).toSuccessResponse();
        same(found.isActive(), true);
        same(found.getClientID(), id);
        revoke(tokens.getAccessToken());
        same(introspect(tokens.getAccessToken()).toSuccessResponse().isActive(), false);
        step("client credentials with " + authentication.getMethod() + ", introspected and revoked");
    }

    private void actForMember() throws Exception {
        var asked = Scope.parse(setting("SCOPE"));
        var verifier = new CodeVerifier();
        var first = tokens(request(new AuthorizationCodeGrant(authorize(asked, verifier), redirectUri, verifier)));
        check(first.getAccessToken(), asked);
        step("authorization code with PKCE, state and iss");
        callSelf(first.getAccessToken(), 200);
        step("self call");

        var second = tokens(request(new RefreshTokenGrant(first.getRefreshToken())));
        check(second.getAccessToken(), asked);
        Objects.requireNonNull(second.getRefreshToken(), "a refresh token");
        same(second.getRefreshToken().equals(first.getRefreshToken()), false);
        step("refresh, with a new refresh token");
        callSelf(second.getAccessToken(), 200);
        step("self call");

        for (Token token : List.of(second.getAccessToken(), second.getRefreshToken())) {
            revoke(token);
            callSelf(second.getAccessToken(), 401);
        }
        RefreshToken dead = second.getRefreshToken();
        var refused = TokenResponse.parse(request(new RefreshTokenGrant(dead)).toHTTPRequest().send());
        same(refused.toErrorResponse().getErrorObject().getCode(), OAuth2Error.INVALID_GRANT.getCode());
        step("revoke: the self call is 401, the refresh token is dead");
    }

    private AuthorizationCode authorize(Scope asked, CodeVerifier verifier) throws Exception {
        var state = new State();
        var address = new AuthorizationRequest.Builder(ResponseType.CODE, id)
            .endpointURI(server.getAuthorizationEndpointURI())
            .redirectionURI(redirectUri)
            .scope(asked)
            .state(state)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build();
        var answer = AuthorizationResponse.parse(member(address.toURI()));
        same(answer.indicatesSuccess(), true);
        same(answer.getState(), state);
        same(answer.getIssuer(), server.getIssuer());
        return answer.toSuccessResponse().getAuthorizationCode();
    }

    private TokenRequest request(AuthorizationGrant grant) {
        return authentication != null
            ? new TokenRequest(server.getTokenEndpointURI(), authentication, grant)
            : new TokenRequest(server.getTokenEndpointURI(), id, grant);
    }

    static Tokens tokens(TokenRequest request) throws Exception {
        var answer = TokenResponse.parse(request.toHTTPRequest().send());
        if (!answer.indicatesSuccess()) {
            throw new AssertionError(answer.toErrorResponse().toJSONObject());
        }
        return answer.toSuccessResponse().getTokens();
    }

    private TokenIntrospectionResponse introspect(AccessToken token) throws Exception {
        var request = new TokenIntrospectionRequest(server.getIntrospectionEndpointURI(), authentication, token);
        return TokenIntrospectionResponse.parse(request.toHTTPRequest().send());
    }

    private void revoke(Token token) throws Exception {
        var request = authentication != null
            ? new TokenRevocationRequest(server.getRevocationEndpointURI(), authentication, token)
            : new TokenRevocationRequest(server.getRevocationEndpointURI(), id, token);
        same(request.toHTTPRequest().send().getStatusCode(), 200);
    }

    /** Holds a token against RFC 6749 §5.1 and what this server promises. */
    static void check(AccessToken token, Scope asked) {
        same(token.getType(), AccessTokenType.BEARER);
        same(token.getLifetime(), 3600L);
        same(token.getScope().toStringList().stream().sorted().toList(), asked.toStringList().stream().sorted().toList());
    }

    private static void callSelf(AccessToken token, int status) throws Exception {
        var request = new HTTPRequest(HTTPRequest.Method.GET, URI.create(setting("ISSUER") + "/api/users/v1/self"));
        request.setAuthorization(token.toAuthorizationHeader());
        HTTPResponse answer = request.send();
        same(answer.getStatusCode(), status);
        if (status == 200) {
            same(answer.getBodyAsJSONObject().get("username"), setting("USERNAME"));
        } else {
            var problem = BearerTokenError.parse(answer.getWWWAuthenticate());
            same(problem.getCode(), BearerTokenError.INVALID_TOKEN.getCode());
        }
    }

    /** Lets the member sign in and allow; gives the address the app is called back at. */
    static URI member(URI address) throws Exception {
        var process = new ProcessBuilder(setting("MEMBER"), address.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        var callback = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        same(process.waitFor(), 0);
        return URI.create(callback);
    }

    static String setting(String name) {
        return Objects.requireNonNull(System.getenv("INTEROP_" + name), "interop/run sets INTEROP_" + name);
    }

    static void step(String text) {
        System.out.println("    " + text);
    }

    static void same(Object found, Object wanted) {
        if (!Objects.equals(found, wanted)) {
            throw new AssertionError(found + " is not " + wanted);
        }
    }
}
