package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.Gson;
import com.kuaidi100.sdk.api.QueryTrack;
import com.kuaidi100.sdk.api.Subscribe;
import com.kuaidi100.sdk.request.BaseRequest;
import com.kuaidi100.sdk.request.QueryTrackParam;
import com.kuaidi100.sdk.request.QueryTrackReq;
import com.kuaidi100.sdk.request.SubscribeParam;
import com.kuaidi100.sdk.request.SubscribeParameters;
import com.kuaidi100.sdk.request.SubscribeReq;
import com.kuaidi100.sdk.response.QueryTrackResp;
import com.kuaidi100.sdk.response.SubscribePushData;
import com.kuaidi100.sdk.response.SubscribePushParamResp;
import com.kuaidi100.sdk.response.SubscribePushResult;
import com.kuaidi100.sdk.response.SubscribeResp;
import com.kuaidi100.sdk.utils.SignUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A merchant of Kuaidi100's that uses Kuaidi100's own client: it subscribes and asks at the sandbox, checks every push with
 * the client's signature, and hands it on to webhook-ingest unchanged.
 */
final class OfficialSdk implements AutoCloseable {

    private static final String KEY = "quickstart-key";
    private static final String CUSTOMER = "quickstart-customer";
    private static final Gson GSON = new Gson();

    private final World world;
    private final HttpServer door;
    private final List<Boolean> signaturesRight = new CopyOnWriteArrayList<>();

    OfficialSdk(World world) throws IOException {
        this.world = world;
        this.door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/push", this::passOn);
        door.start();
    }

    void assertSubscribes(String company, String number) throws Exception {
        SubscribeParameters parameters = new SubscribeParameters();
        parameters.setCallbackurl("http://localhost:" + door.getAddress().getPort() + "/push");
        parameters.setSalt(World.KUAIDI100_SALT);
        parameters.setResultv2("4");
        SubscribeParam param = new SubscribeParam();
        param.setCompany(company);
        param.setNumber(number);
        param.setKey(KEY);
        param.setParameters(parameters);
        SubscribeReq request = new SubscribeReq();
        request.setSchema("json");
        request.setParam(GSON.toJson(param));

        SubscribeResp answer = new SandboxSubscribe().subscribe(request);

        assertThat(answer.isResult()).isTrue();
        assertThat(answer.getReturnCode()).isEqualTo("200");
    }

    void assertItsPushesCameWithItsSignature() {
        assertThat(signaturesRight).isNotEmpty().containsOnly(true);
    }

    /** @param nodes how many the history must have */
    void assertFinds(String company, String number, int nodes) throws Exception {
        QueryTrackParam param = new QueryTrackParam();
        param.setCom(company);
        param.setNum(number);
        param.setResultv2("4");
        QueryTrackReq request = new QueryTrackReq();
        request.setParam(GSON.toJson(param));
        request.setCustomer(CUSTOMER);
        request.setSign(SignUtils.querySign(request.getParam(), KEY, CUSTOMER));

        QueryTrackResp answer = new SandboxQuery().queryTrack(request);

        assertThat(answer.getStatus()).isEqualTo("200");
        assertThat(answer.getNu()).isEqualTo(number);
        assertThat(answer.getState()).startsWith("3");
        assertThat(answer.getData()).hasSize(nodes);
    }

    /** A push that the client's own classes write and sign. */
    JsonNode pushesInItsOwnWords(String company, String number) {
        SubscribePushData node = new SubscribePushData();
        node.setContext("【深圳南山网点】已收件");
        node.setTime("2023-06-30 09:00:00");
        node.setFtime("2023-06-30 09:00:00");
        node.setStatus("揽收");
        SubscribePushResult result = new SubscribePushResult();
        result.setCom(company);
        result.setNu(number);
        result.setState("1");
        result.setData(List.of(node));
        SubscribePushParamResp push = new SubscribePushParamResp();
        push.setStatus("polling");
        push.setLastResult(result);
        String param = GSON.toJson(push);
        return world.kuaidi100Pushes(param, SignUtils.sign(param + World.KUAIDI100_SALT));
    }

    private void passOn(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String param = form.getOrDefault("param", "");
        String sign = form.getOrDefault("sign", "");
        signaturesRight.add(SignUtils.sign(param + World.KUAIDI100_SALT).equals(sign));
        byte[] answer = world.kuaidi100Pushes(param, sign).toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    /** The client calls fixed addresses; these classes are how it lets others be named. */
    private static final class SandboxSubscribe extends Subscribe {

        @Override
        public String getApiUrl(BaseRequest request) {
            return World.SANDBOX + "/kuaidi100/poll";
        }
    }

    private static final class SandboxQuery extends QueryTrack {

        @Override
        public String getApiUrl(BaseRequest request) {
            return World.SANDBOX + "/kuaidi100/poll/query.do";
        }
    }

    @Override
    public void close() {
        door.stop(0);
    }
}
