package io.waymark.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The vocabularies of others as they publish them, read 2026-11-22; not taken from our table. */
final class PublishedWords {

    /** aftership.com/docs/tracking/2026-07/enum/delivery-statuses */
    private static final String AFTERSHIP =
            "Pending InfoReceived InTransit OutForDelivery AttemptFail Delivered AvailableForPickup Exception Expired";

    /**
     * aftership.com/docs/tracking/2026-07/enum/delivery-sub-statuses; Exception_016 to 021 in the help centre's article
     * on delivery sub-statuses too, as new on 2026-03-27. Exception_014 and 015 were not seen anywhere.
     */
    private static final String AFTERSHIP_SUBTAG =
            "Delivered_001 Delivered_002 Delivered_003 Delivered_004 Delivered_005"
                    + " AvailableForPickup_001"
                    + " Exception_001 Exception_002 Exception_003 Exception_004 Exception_005 Exception_006"
                    + " Exception_007 Exception_008 Exception_009"
                    + " Exception_010 Exception_011 Exception_012 Exception_013"
                    + " Exception_016 Exception_017 Exception_018 Exception_019 Exception_020 Exception_021"
                    + " AttemptFail_001 AttemptFail_002 AttemptFail_003"
                    + " InTransit_001 InTransit_002 InTransit_003 InTransit_004 InTransit_005 InTransit_006"
                    + " InTransit_007 InTransit_008 InTransit_009"
                    + " InfoReceived_001 OutForDelivery_001 OutForDelivery_003 OutForDelivery_004"
                    + " Pending_001 Pending_002 Pending_003 Pending_004 Pending_005 Pending_006 Expired_001";

    /** help.17track.net, "Understanding Tracking Status", nine main statuses; the same in the API's v2.2 and v2.4. */
    private static final String SEVENTEENTRACK =
            "NotFound InfoReceived InTransit Expired AvailableForPickup OutForDelivery"
                    + " DeliveryFailure Delivered Exception";

    /** As above, thirty sub-statuses. */
    private static final String SEVENTEENTRACK_SUB = "NotFound_Other NotFound_InvalidCode InfoReceived"
            + " InTransit_PickedUp InTransit_Other InTransit_Departure InTransit_Arrival InTransit_CustomsProcessing"
            + " InTransit_CustomsReleased InTransit_CustomsRequiringInformation"
            + " Expired_Other AvailableForPickup_Other OutForDelivery_Other"
            + " DeliveryFailure_Other DeliveryFailure_NoBody DeliveryFailure_Security DeliveryFailure_Rejected"
            + " DeliveryFailure_InvalidAddress Delivered_Other"
            + " Exception_Other Exception_Returning Exception_Returned Exception_NoBody Exception_Security"
            + " Exception_Damage Exception_Rejected Exception_Delayed Exception_Lost Exception_Destroyed"
            + " Exception_Cancel";

    /** AsiaBill, logistics status (物流状态): 待查询, 查询不到, 预报发货, 运输途中, 到达待取, 派送途中, 成功派送, 包裹异常, 投递失败, 包裹退回. */
    private static final String ASIABILL =
            "Pending NotFound InfoReceived InTransit ArrivedDelivery Delivering Delivered"
                    + " Exception DeliveryFailure Return";

    /** github.com/open-logistics-tracking/OLTS, ulsc/ulsc.csv at a3b7f8d, v0.1: 32 codes. */
    private static final String OLTS = "order_created order_cancelled label_printed"
            + " pickup_scheduled picked_up pickup_failed"
            + " arrived_at_hub departed_from_hub in_transit transferred_to_carrier arrived_at_destination"
            + " customs_declared customs_held customs_inspection customs_released customs_duty_paid clearance_completed"
            + " out_for_delivery delivery_attempted delivered delivery_to_locker awaiting_pickup signed_by_third_party"
            + " exception damaged lost address_issue recipient_unavailable refused"
            + " return_initiated in_return_transit returned_to_sender";

    private static final Map<Vocabulary, String> LISTS = new EnumMap<>(Map.of(
            Vocabulary.AFTERSHIP, AFTERSHIP,
            Vocabulary.AFTERSHIP_SUBTAG, AFTERSHIP_SUBTAG,
            Vocabulary.SEVENTEENTRACK, SEVENTEENTRACK,
            Vocabulary.SEVENTEENTRACK_SUB, SEVENTEENTRACK_SUB,
            Vocabulary.ASIABILL, ASIABILL,
            Vocabulary.OLTS, OLTS));

    private PublishedWords() {}

    /** All words of a vocabulary, also those that no status of ours needs. */
    static Set<String> of(Vocabulary vocabulary) {
        return new TreeSet<>(Set.of(LISTS.get(vocabulary).split(" ")));
    }
}
