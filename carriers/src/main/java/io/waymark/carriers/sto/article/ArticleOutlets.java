package io.waymark.carriers.sto.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.Area;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.Outlet;
import io.waymark.protocol.HttpCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Service points (网点) of an area. The article mentions such a query and names neither method nor fields: all assumed. */
final class ArticleOutlets implements Operation<Area, List<Outlet>> {

    /** What one call may bring: a city has hundreds. */
    private static final int MAX_OUTLETS = 5_000;

    private static final List<String> LISTS = List.of("outlets", "outlet_list", "sites", "list");

    private final ArticleCall call;
    private final String method;

    /** @param method which it is, see the setting {@code article-outlets-method} */
    ArticleOutlets(ArticleCall call, String method) {
        this.call = call;
        this.method = method;
    }

    @Override
    public HttpCall ask(Area area, Instant now) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        put(fields, "province", area.province());
        put(fields, "city", area.city());
        put(fields, "district", area.district());
        return call.of(method, fields, now);
    }

    private static void put(ObjectNode fields, String name, String value) {
        if (!value.isBlank()) {
            fields.put(name, value);
        }
    }

    @Override
    public List<Outlet> read(Area area, HttpAnswer answer) {
        List<Outlet> outlets = new ArrayList<>();
        for (JsonNode node : ArticleReply.successOf(answer).list(LISTS)) {
            if (outlets.size() < MAX_OUTLETS) {
                outlets.add(outlet(node));
            }
        }
        return List.copyOf(outlets);
    }

    private static Outlet outlet(JsonNode node) {
        return new Outlet(
                ArticleScan.first(node, List.of("outlet_code", "site_code", "code")),
                ArticleScan.first(node, List.of("outlet_name", "site_name", "name")),
                ArticleScan.first(node, List.of("province")),
                ArticleScan.first(node, List.of("city")),
                ArticleScan.first(node, List.of("district", "area")),
                ArticleScan.first(node, List.of("address")),
                ArticleScan.first(node, List.of("phone", "tel", "mobile")));
    }
}
