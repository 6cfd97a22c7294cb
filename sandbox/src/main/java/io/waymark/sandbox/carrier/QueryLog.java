package io.waymark.sandbox.carrier;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.waymark.sandbox.http.Answers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one provider was asked about numbers, also what a fault befell: the newest {@value #MOST}. Belongs to one event
 * loop.
 */
public final class QueryLog {

    /** As many as somebody who looks afterwards may want, and memory does not mind. */
    static final int MOST = 500_000;

    private final Deque<Query> queries = new ArrayDeque<>();

    /**
     * One number that somebody asks about.
     *
     * @param carrier as asked
     */
    record Question(String carrier, String number) {}

    private static final class Query {

        private final Instant time = Instant.now();
        private final Question question;
        private @Nullable String code;

        Query(Question question) {
            this.question = question;
        }

        JsonObject json() {
            return new JsonObject()
                    .put("time", time.toString())
                    .put("carrier", question.carrier())
                    .put("number", question.number())
                    .put("code", code);
        }
    }

    /**
     * Writes down what is asked now, and how it is answered once it is.
     *
     * @param code reads the provider's own code from an answer
     */
    void add(RoutingContext call, List<Question> questions, Function<JsonObject, String> code) {
        List<Query> asked = questions.stream().map(Query::new).toList();
        asked.forEach(this::add);
        Answers.witness(call, given -> asked.forEach(query -> query.code = codeOf(given, code)));
    }

    private void add(Query query) {
        if (queries.size() == MOST) {
            queries.removeFirst();
        }
        queries.addLast(query);
    }

    private static String codeOf(Answers.Given answer, Function<JsonObject, String> code) {
        if (answer.status() != 200) {
            return "http-" + answer.status();
        }
        try {
            return code.apply(new JsonObject(answer.body()));
        } catch (DecodeException | ClassCastException e) {
            return ""; // a page for people, or half an answer
        }
    }

    /**
     * Oldest first: {@code time}, {@code carrier}, {@code number}, and {@code code} of the answer, {@code http-…} where its
     * status was not 200, "" where it was not the provider's, null as long as there is none.
     */
    public JsonArray list() {
        return new JsonArray(queries.stream().map(Query::json).toList());
    }
}
