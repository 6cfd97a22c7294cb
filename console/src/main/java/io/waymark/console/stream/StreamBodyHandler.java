package io.waymark.console.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes an answer that is a stream. Quarkus can write streams itself, but only such as begin with success before anybody has
 * looked whether there is such a shipment, and it does not tell how fast they are read.
 */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
public class StreamBodyHandler implements ServerMessageBodyWriter<EventStream> {

    private final StreamHandler streams;

    StreamBodyHandler(StreamHandler streams) {
        this.streams = streams;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return type == EventStream.class;
    }

    @Override
    public void writeResponse(EventStream stream, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext call = (ResteasyReactiveRequestContext) context;
        RoutingContext routing = call.unwrap(RoutingContext.class);
        call.suspend();
        Context own = Vertx.currentContext();
        own.runOnContext(begun -> {
            StreamRelay relay = streams.begin(stream, routing.request(), own);
            StreamHandler.atEnd(routing, () -> {
                streams.over(stream, relay);
                call.resume();
            });
        });
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == EventStream.class;
    }

    @Override
    public void writeTo(
            EventStream stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body) {
        throw new UnsupportedOperationException("a stream is not written at once");
    }
}
