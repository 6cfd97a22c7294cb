package io.waymark.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The part of an issuer that lets people in: RFC 6749 and 7636, from the issuer's side. Asks nobody for a password: who comes is
 * the person whose claims were put last; nobody, if they are empty.
 */
final class Logins {

    static final String CLIENT = "waymark-console";
    static final String SECRET = "issuer's secret: +/";

    /** Makes a token of claims. */
    interface Signer {
        String sign(String claims) throws IOException;
    }

    private final String issuer;
    private final Signer signer;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshes = new ConcurrentHashMap<>();
    private volatile String person = "";

    Logins(String issuer, Signer signer) {
        this.issuer = issuer;
        this.signer = signer;
    }

    void serve(HttpServer server) {
        server.createContext("/realm/person", this::comes);
        server.createContext("/realm/login", this::login);
        server.createContext("/realm/token", this::token);
    }

    private void comes(HttpExchange call) throws IOException {
        person = new String(call.getRequestBody().readAllBytes(), UTF_8);
        answer(call, 204, "");
    }

    private void login(HttpExchange call) throws IOException {
        Map<String, String> asked = form(call.getRequestURI().getRawQuery());
        boolean isSound = asked.get("response_type").equals("code")
                && asked.get("client_id").equals(CLIENT)
                && asked.get("code_challenge_method").equals("S256")
                && asked.get("code_challenge").length() == 43
                && asked.get("scope").contains("openid");
        if (!isSound) {
            answer(call, 400, "");
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        String said = person.isEmpty() ? "error=access_denied" : "code=" + code;
        call.getResponseHeaders()
                .add(
                        "Location",
                        asked.get("redirect_uri") + "?" + said + "&state=" + asked.get("state") + "&iss="
                                + URLEncoder.encode(issuer, UTF_8));
        answer(call, 302, "");
    }

    private void token(HttpExchange call) throws IOException {
        String basic = Base64.getEncoder()
                .encodeToString(
                        (URLEncoder.encode(CLIENT, UTF_8) + ":" + URLEncoder.encode(SECRET, UTF_8)).getBytes(UTF_8));
        Map<String, String> asked = form(new String(call.getRequestBody().readAllBytes(), UTF_8));
        if (!("Basic " + basic).equals(call.getRequestHeaders().getFirst("Authorization"))) {
            answer(call, 401, "{\"error\": \"invalid_client\"}");
        } else if (person.isEmpty() || !isGranted(asked)) {
            answer(call, 400, "{\"error\": \"invalid_grant\"}");
        } else {
            String refresh = UUID.randomUUID().toString();
            refreshes.put(refresh, true);
            answer(
                    call,
                    200,
                    "{\"access_token\": \"" + signer.sign(person)
                            + "\", \"token_type\": \"Bearer\", \"refresh_token\": \"" + refresh + "\"}");
        }
    }

    /** Each code and each refresh token once. */
    private boolean isGranted(Map<String, String> asked) {
        if (asked.get("grant_type").equals("refresh_token")) {
            return refreshes.remove(asked.get("refresh_token")) != null;
        }
        Map<String, String> login = codes.remove(asked.get("code"));
        return login != null
                && login.get("redirect_uri").equals(asked.get("redirect_uri"))
                && login.get("code_challenge").equals(challenge(asked.get("code_verifier")));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> form(String written) {
        return Arrays.stream(written.split("&"))
                .map(one -> one.split("=", 2))
                .collect(toMap(one -> one[0], one -> URLDecoder.decode(one[1], UTF_8)));
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
