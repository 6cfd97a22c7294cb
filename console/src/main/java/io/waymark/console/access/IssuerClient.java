package io.waymark.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.logging.Log;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.waymark.api.access.PeopleConfig;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the issuer for people's tokens: authorization code with PKCE (RFC 6749 §4.1, RFC 7636), and refresh (RFC 6749 §6). Where it
 * lies and how it is reached is the business of the OIDC extension. An issuer that does not answer, or not sensibly, is a 503.
 */
@ApplicationScoped
public class IssuerClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TenantConfigBean tenants;
    private final PeopleConfig config;

    IssuerClient(TenantConfigBean tenants, PeopleConfig config) {
        this.tenants = tenants;
        this.config = config;
    }

    /**
     * What the issuer gave.
     *
     * @param access the token that the API takes
     * @param refresh with what another may be had later; null if the issuer gave none
     */
    public record Tokens(String access, @Nullable String refresh) {

        /** Without the tokens. */
        @Override
        public String toString() {
            return "Tokens";
        }
    }

    /** Whether people may sign in. */
    public boolean isOffered() {
        return config.enabled() && config.clientId().isPresent();
    }

    /**
     * Where somebody signs in.
     *
     * @param back where the issuer sends them then, the same that it is told in {@link #tokens}
     * @param challenge the SHA-256 of the verifier, in URL-safe Base64
     */
    public Uni<String> address(String back, String state, String challenge) {
        Map<String, String> asked = Map.of(
                "response_type",
                "code",
                "client_id",
                client(),
                "redirect_uri",
                back,
                "scope",
                config.scopes(),
                "state",
                state,
                "code_challenge",
                challenge,
                "code_challenge_method",
                "S256");
        return issuer().map(issuer -> issuer.getOidcMetadata().getAuthorizationUri())
                .map(login -> login + (login.contains("?") ? "&" : "?") + query(asked));
    }

    /** Whether an answer that names its issuer (RFC 9207) names ours. */
    public Uni<Boolean> isIssuer(@Nullable String named) {
        return named == null
                ? Uni.createFrom().item(true)
                : issuer().map(issuer -> named.equals(issuer.getOidcMetadata().getIssuer()));
    }

    /** The tokens of a person who came back with a code; empty if the issuer refuses it. */
    public Uni<Optional<Tokens>> tokens(String code, String back, String verifier) {
        return ask(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", back, "code_verifier", verifier));
    }

    /** Newer tokens; empty if the issuer gives this person no more. */
    public Uni<Optional<Tokens>> refreshed(String refresh) {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", refresh))
                .map(found ->
                        found.map(tokens -> tokens.refresh() == null ? new Tokens(tokens.access(), refresh) : tokens));
    }

    private Uni<Optional<Tokens>> ask(Map<String, String> said) {
        return issuer().chain(issuer ->
                        send(issuer, MultiMap.caseInsensitiveMultiMap().addAll(said)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(failure -> unavailable())
                .map(IssuerClient::read);
    }

    private Uni<HttpResponse<Buffer>> send(TenantConfigContext issuer, MultiMap form) {
        HttpRequest<Buffer> call = issuer.getOidcProviderClient()
                .getWebClient()
                .postAbs(issuer.getOidcMetadata().getTokenUri());
        config.clientSecret()
                .ifPresentOrElse(
                        secret -> call.authentication(
                                new UsernamePasswordCredentials(encoded(client()), encoded(secret))),
                        () -> form.add("client_id", client()));
        return call.putHeader("Accept", "application/json").sendForm(form);
    }

    /** A refusal is a 400 or, of the client itself, a 401; see RFC 6749 §5.2. */
    private static Optional<Tokens> read(HttpResponse<Buffer> answer) {
        if (answer.statusCode() == 401) {
            Log.warnf("issuer refuses our client status=%d", answer.statusCode());
        }
        if (answer.statusCode() == 400 || answer.statusCode() == 401) {
            return Optional.empty();
        }
        JsonObject said = answer.statusCode() == 200 ? json(answer) : new JsonObject();
        if (!(said.getValue("access_token") instanceof String access)) {
            throw unavailable();
        }
        return Optional.of(
                new Tokens(access, said.getValue("refresh_token") instanceof String refresh ? refresh : null));
    }

    private static JsonObject json(HttpResponse<Buffer> answer) {
        try {
            return answer.bodyAsJsonObject();
        } catch (RuntimeException notJson) {
            throw unavailable();
        }
    }

    private Uni<TenantConfigContext> issuer() {
        return tenants.getDefaultTenant().initialize().map(issuer -> {
            if (!issuer.ready() || issuer.getOidcMetadata() == null) {
                throw unavailable();
            }
            return issuer;
        });
    }

    private static ProblemException unavailable() {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "Try again in a few seconds."));
    }

    private String client() {
        return config.clientId().orElseThrow();
    }

    private static String query(Map<String, String> said) {
        return said.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
