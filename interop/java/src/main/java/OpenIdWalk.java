import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** A walk with Nimbus' SDK as a client of OpenID Connect. */
final class OpenIdWalk {
    private static final int MAX_AGE = 600;

    private final OIDCProviderMetadata server;
    private final ClientID id;
    private final ClientAuthentication authentication;
    private final URI redirectUri;
    private final IDTokenValidator validator;

    private OpenIdWalk(OIDCProviderMetadata server, ClientID id, ClientAuthentication authentication, URI redirectUri)
        throws Exception {
        this.server = server;
        this.id = id;
        this.authentication = authentication;
        this.redirectUri = redirectUri;
        this.validator = new IDTokenValidator(server.getIssuer(), id, JWSAlgorithm.RS256, server.getJWKSetURI().toURL());
    }

    public static void main(String[] arguments) throws Exception {
        var issuer = new Issuer(Walk.setting("ISSUER"));
        var server = OIDCProviderMetadata.resolve(issuer);
        Walk.same(server.getIssuer(), issuer);
        Walk.same(server.getIDTokenJWSAlgs().contains(JWSAlgorithm.RS256), true);
        Walk.step("discovery: " + server.getIssuer());

        var id = new ClientID(Walk.setting("CLIENT_ID"));
        var basic = new ClientSecretBasic(id, new Secret(Walk.setting("CLIENT_SECRET")));
        new OpenIdWalk(server, id, basic, URI.create(Walk.setting("REDIRECT_URI"))).actForMember();
        Walk.step("native app, no secret");
        var native_ = new ClientID(Walk.setting("NATIVE_CLIENT_ID"));
        new OpenIdWalk(server, native_, null, URI.create(Walk.setting("NATIVE_REDIRECT_URI"))).actForMember();
    }

    private void actForMember() throws Exception {
        var asked = Scope.parse(Walk.setting("OPENID_SCOPE"));
        var verifier = new CodeVerifier();
        var nonce = new Nonce();
        var first = tokens(new AuthorizationCodeGrant(authorize(asked, verifier, nonce), redirectUri, verifier));
        Walk.check(first.getAccessToken(), asked);
        var claims = validate(first, nonce);
        Walk.step("authorization code with PKCE, nonce and max_age; the ID token is valid");
        refuse(first, new Nonce());
        Walk.step("an ID token with another nonce is refused");
        userinfo(first.getAccessToken(), claims);

        var second = tokens(new RefreshTokenGrant(first.getRefreshToken()));
        Walk.check(second.getAccessToken(), asked);
        var again = validate(second, null);
        Walk.same(again.getSubject(), claims.getSubject());
        Walk.same(again.getAuthenticationTime(), claims.getAuthenticationTime());
        Walk.same(again.getSessionID(), claims.getSessionID());
        Walk.step("refresh, with an ID token of the same sign-in");
        userinfo(second.getAccessToken(), again);
    }

    private AuthorizationCode authorize(Scope asked, CodeVerifier verifier, Nonce nonce) throws Exception {
        var state = new State();
        var address = new AuthenticationRequest.Builder(ResponseType.CODE, asked, id, redirectUri)
            .endpointURI(server.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .maxAge(MAX_AGE)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build();
        var answer = AuthenticationResponseParser.parse(Walk.member(address.toURI()));
        Walk.same(answer.indicatesSuccess(), true);
        Walk.same(answer.getState(), state);
        Walk.same(answer.getIssuer(), server.getIssuer());
        return answer.toSuccessResponse().getAuthorizationCode();
    }

    private OIDCTokens tokens(AuthorizationGrant grant) throws Exception {
        var request = authentication != null
            ? new TokenRequest(server.getTokenEndpointURI(), authentication, grant)
            : new TokenRequest(server.getTokenEndpointURI(), id, grant);
        var answer = OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
        if (!answer.indicatesSuccess()) {
            throw new AssertionError(answer.toErrorResponse().toJSONObject());
        }
        return ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens();
    }

    /** Signature, issuer, audience, time, nonce and at_hash, all by the library. */
    private IDTokenClaimsSet validate(OIDCTokens tokens, Nonce nonce) throws Exception {
        var claims = validator.validate(tokens.getIDToken(), nonce);
        var hash = Objects.requireNonNull(claims.getAccessTokenHash(), "at_hash");
        AccessTokenValidator.validate(tokens.getAccessToken(), JWSAlgorithm.RS256, hash);
        Objects.requireNonNull(claims.getAuthenticationTime(), "auth_time");
        Objects.requireNonNull(claims.getSessionID(), "sid");
        Walk.same(claims.getACR().getValue(), "1");
        Walk.same(claims.getAMR().stream().map(amr -> amr.getValue()).toList(), List.of("pwd"));
        return claims;
    }

    /** What the library must refuse shows that it looks. */
    private void refuse(OIDCTokens tokens, Nonce nonce) throws Exception {
        try {
            validator.validate(tokens.getIDToken(), nonce);
        } catch (BadJOSEException expected) {
            return;
        }
        throw new AssertionError("an ID token with another nonce was accepted");
    }

    /** By GET and by POST. */
    private void userinfo(AccessToken token, IDTokenClaimsSet claims) throws Exception {
        for (var method : List.of(HTTPRequest.Method.GET, HTTPRequest.Method.POST)) {
            var request = new UserInfoRequest(server.getUserInfoEndpointURI(), method, token);
            var answer = UserInfoResponse.parse(request.toHTTPRequest().send());
            Walk.same(answer.indicatesSuccess(), true);
            var member = answer.toSuccessResponse().getUserInfo();
            Walk.same(member.getSubject(), claims.getSubject());
            Walk.same(member.getPreferredUsername(), Walk.setting("USERNAME"));
            Walk.same(member.getEmailAddress(), Walk.setting("EMAIL"));
            Walk.same(member.getEmailVerified(), true);
        }
        Walk.step("userinfo by GET and POST");
    }
}
