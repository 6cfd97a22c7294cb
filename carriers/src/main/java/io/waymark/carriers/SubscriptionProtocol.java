package io.waymark.carriers;

/** How one provider is asked to push a shipment's scans. Describes the call and reads the answer; sends nothing. */
public interface SubscriptionProtocol {

    /** The call that asks for pushes of one shipment. The same request always gives the same call. */
    HttpCall ask(SubscriptionRequest request);

    /**
     * What the provider said to it.
     *
     * @return that the provider follows the number, whether since now or since an earlier call
     * @throws CarrierException for every other answer, also one that cannot be read
     */
    SubscriptionAnswer read(HttpAnswer answer);
}
