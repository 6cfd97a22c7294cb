package io.waymark.contract;

/**
 * The key that one sealed record is opened with, itself sealed by a master key: the value of {@link Topics#KEYS}. Internal. Whoever
 * has it and the master key reads the record; once it is destroyed nobody does.
 *
 * @param masterKey the id of the master key that it is wrapped with, as configured
 * @param key the wrapped key: nonce, ciphertext and tag
 */
public record WrappedKey(String masterKey, byte[] key) {

    /** The {@code ce_type} of the records in {@link Topics#KEYS}. */
    public static final String TYPE = "waymark.key.v1";

    /**
     * Under which the key of a record is kept in {@link Topics#KEYS}.
     *
     * @param shipment which the record is about; all its keys lie in one partition, that of its records
     * @param record the record's {@code ce_id}
     */
    public static String topicKey(ShipmentId shipment, String record) {
        return shipment + ":" + record;
    }

    /**
     * The attributes of the record in which the key of a record is kept: of the same source and time, so that the one is looked for
     * where the other lies.
     *
     * @param topicKey of the record, as {@link #topicKey} makes it
     * @param sealed the record's own attributes
     */
    public static CloudEvent attributes(String topicKey, CloudEvent sealed) {
        return CloudEvent.of(topicKey, sealed.source(), TYPE, sealed.subject(), sealed.time())
                .tracedBy(sealed.traceparent());
    }

    /** Without the key, though it is wrapped. */
    @Override
    public String toString() {
        return "WrappedKey[masterKey=" + masterKey + "]";
    }
}
