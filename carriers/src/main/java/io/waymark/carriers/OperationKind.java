package io.waymark.carriers;

import java.util.List;

/**
 * What providers can be asked to do; each offers some of it.
 *
 * @param <Q> what is asked
 * @param <A> what is learnt
 */
public final class OperationKind<Q, A> {

    // spotless:off
    /** To push a shipment's scans from now on. */
    public static final OperationKind<SubscriptionRequest, SubscriptionAnswer> SUBSCRIBE = new OperationKind<>("subscribe");
    /** What has happened to a parcel so far. */
    public static final OperationKind<TrackingQuery, TrackingAnswer> QUERY = new OperationKind<>("query");
    /** Which carriers a number may belong to: Waymark's codes, likeliest first; empty if it knows none. */
    public static final OperationKind<String, List<String>> RECOGNIZE = new OperationKind<>("recognize");
    /** To take an order for a parcel and give it a number. */
    public static final OperationKind<WaybillOrder, Waybill> BOOK = new OperationKind<>("book");
    /** To withdraw such an order. */
    public static final OperationKind<Cancellation, Done> CANCEL = new OperationKind<>("cancel");
    /** To open a batch, by its name, for waybills that are handed over together. */
    public static final OperationKind<String, Batch> OPEN_BATCH = new OperationKind<>("open-batch");
    /** To close a batch, by its name. */
    public static final OperationKind<String, Done> CLOSE_BATCH = new OperationKind<>("close-batch");
    /** What a parcel weighs, by its number. */
    public static final OperationKind<String, Weight> WEIGH = new OperationKind<>("weigh");
    /** The label with which the recipient of a parcel, by its number, sends it back. */
    public static final OperationKind<String, Label> RETURN_LABEL = new OperationKind<>("return-label");
    /** Where parcels are taken and handed out. */
    public static final OperationKind<Area, List<Outlet>> FIND_OUTLETS = new OperationKind<>("find-outlets");
    // spotless:on

    /** Every kind there is. */
    public static final List<OperationKind<?, ?>> ALL = List.of(
            SUBSCRIBE, QUERY, RECOGNIZE, BOOK, CANCEL, OPEN_BATCH, CLOSE_BATCH, WEIGH, RETURN_LABEL, FIND_OUTLETS);

    private final String code;

    private OperationKind(String code) {
        this.code = code;
    }

    /** As written in metrics, logs and traces, e.g. {@code close-batch}. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
