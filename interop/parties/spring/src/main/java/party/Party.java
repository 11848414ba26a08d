package party;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.view.RedirectView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;

/** A website on Spring Boot whose sign-in is Spring Security. */
@SpringBootApplication
@RestController
public class Party {
    private final ClientRegistrationRepository registrations;
    private final OAuth2AuthorizedClientRepository clients;

    Party(ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        this.registrations = registrations;
        this.clients = clients;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Party.class, arguments);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        var signedOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        signedOut.setPostLogoutRedirectUri("{baseUrl}/");
        var leave = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/logout");
        return http.authorizeHttpRequests(rules -> rules.requestMatchers("/").permitAll().anyRequest().authenticated())
            .oauth2Login(login -> {})
            .logout(logout -> logout.logoutRequestMatcher(leave).logoutSuccessHandler(signedOut))
            .build();
    }

    @GetMapping("/")
    String firstPage() {
        return "Welcome";
    }

    /** What is known of the member, by ID token and userinfo. */
    @GetMapping("/me")
    Map<String, Object> me(
            @AuthenticationPrincipal OidcUser member,
            @RegisteredOAuth2AuthorizedClient("guildgate") OAuth2AuthorizedClient client) {
        var told = new TreeMap<String, Object>(member.getUserInfo().getClaims());
        told.put("access_token", client.getAccessToken().getTokenValue());
        return told;
    }

    /** Takes every token for expired, so that the library renews it. */
    @GetMapping("/refresh")
    RedirectView refresh(Authentication member, HttpServletRequest request, HttpServletResponse response) {
        var manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
            .refreshToken(refresh -> refresh.clockSkew(Duration.ofHours(2)))
            .build());
        manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("guildgate")
            .principal(member)
            .attribute(HttpServletRequest.class.getName(), request)
            .attribute(HttpServletResponse.class.getName(), response)
            .build());
        return new RedirectView("/me");
    }
}
