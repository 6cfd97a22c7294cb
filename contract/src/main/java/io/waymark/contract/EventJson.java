package io.waymark.contract;

/** Events as JSON: what {@link JsonSerde#mapper} writes, and cheaper. The normalizer writes more of them than anything else. */
final class EventJson {

    private static final ThreadLocal<JsonBytes> JSON = ThreadLocal.withInitial(JsonBytes::new);

    private EventJson() {}

    static byte[] write(TrackingEvent event) {
        JsonBytes json = JSON.get().clear();
        what(json, event);
        happened(json, event);
        known(json, event);
        return json.plain("}").written();
    }

    private static void what(JsonBytes json, TrackingEvent event) {
        json.plain("{\"eventId\":").uuid(event.eventId());
        json.plain(",\"type\":").name(event.type());
        json.plain(",\"corrects\":").uuid(event.corrects());
        json.plain(",\"shipmentId\":").uuid(event.shipmentId().value());
        json.plain(",\"carrier\":").text(event.carrier());
        json.plain(",\"trackingNumber\":").text(event.trackingNumber());
        json.plain(",\"sequence\":").number(event.sequence());
        json.plain(",\"status\":").name(event.status());
        json.plain(",\"subStatus\":").name(event.subStatus());
    }

    private static void happened(JsonBytes json, TrackingEvent event) {
        json.plain(",\"occurredAt\":").time(event.occurredAt());
        json.plain(",\"recordedAt\":").time(event.recordedAt());
        json.plain(",\"description\":").text(event.description());
        json.plain(",\"location\":{\"name\":").text(event.location().name());
        json.plain(",\"areaCode\":").text(event.location().areaCode());
    }

    private static void known(JsonBytes json, TrackingEvent event) {
        json.plain("},\"provider\":").text(event.provider());
        json.plain(",\"rawCode\":").text(event.rawCode());
        json.plain(",\"leg\":").name(event.leg());
        json.plain(",\"evidence\":").name(event.evidence());
        json.plain(",\"rule\":").text(event.rule());
        json.plain(",\"mappingVersion\":").text(event.mappingVersion());
        json.plain(",\"source\":").text(event.source());
        json.plain(",\"withdrawn\":").truth(event.withdrawn());
        json.plain(",\"late\":").truth(event.late());
    }
}
