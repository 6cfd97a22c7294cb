package io.waymark.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Key;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer: discovery, keys, and {@code POST /sign/HOW}, which makes a token of the claims in the body.
 * {@code right} is as it should be, everything else as a forger might. Whom it lets in by {@link Logins} is said by {@code PUT
 * /person}.
 */
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {

    /** As many plain calls may be made in a minute. */
    public static final int CALLS = 300;

    /** As many refused calls may come from an address in a minute. */
    public static final int REFUSALS = 100;

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            RsaJsonWebKey right = key("right");
            RsaJsonWebKey stranger = key("right");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String issuer = "http://localhost:" + server.getAddress().getPort() + "/realm";
            server.createContext(
                    "/realm/.well-known/openid-configuration",
                    call -> answer(
                            call,
                            """
                    {"issuer": "ISSUER", "jwks_uri": "ISSUER/keys", "token_endpoint": "ISSUER/token",
                     "authorization_endpoint": "ISSUER/login"}"""
                                    .replace("ISSUER", issuer)));
            server.createContext(
                    "/realm/keys",
                    call -> answer(call, "{\"keys\": [" + right.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}"));
            server.createContext("/realm/sign", call -> answer(call, signed(call, right, stranger)));
            new Logins(issuer, claims -> token(claims, right.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256))
                    .serve(server);
            server.start();
            return Map.of(
                    "waymark.oidc.enabled",
                    "true",
                    "waymark.oidc.issuer",
                    issuer,
                    "waymark.oidc.client-id",
                    Logins.CLIENT,
                    "waymark.oidc.client-secret",
                    Logins.SECRET,
                    "waymark.rate-limit.calls",
                    Integer.toString(CALLS),
                    "waymark.rate-limit.refusals",
                    Integer.toString(REFUSALS));
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static RsaJsonWebKey key(String id) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        key.setUse("sig");
        key.setAlgorithm("RS256");
        return key;
    }

    private static String signed(HttpExchange call, RsaJsonWebKey right, RsaJsonWebKey stranger) throws IOException {
        String claims = new String(call.getRequestBody().readAllBytes(), UTF_8);
        String how = call.getRequestURI().getPath().replaceFirst(".*/", "");
        return switch (how) {
            case "right" -> token(claims, right.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256);
            case "stranger" -> token(claims, stranger.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256);
            case "public-key-as-secret" ->
                token(claims, new HmacKey(right.getPublicKey().getEncoded()), AlgorithmIdentifiers.HMAC_SHA256);
            case "none" -> base64("{\"alg\":\"none\",\"kid\":\"right\"}") + "." + base64(claims) + ".";
            default -> throw new IOException(how);
        };
    }

    private static String token(String claims, Key key, String algorithm) throws IOException {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setPayload(claims);
            token.setKey(key);
            token.setKeyIdHeaderValue("right");
            token.setHeader("typ", "JWT");
            token.setAlgorithmHeaderValue(algorithm);
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static void answer(HttpExchange call, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
