package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.journey.Parcel;
import io.waymark.sandbox.journey.Step;
import java.util.List;
import java.util.Optional;

/**
 * The text of one push, with the fields in the order in which real pushes have them. With {@code interCom} the scans
 * after the customs' release are those of the destination's company ({@code destResult}).
 */
record Kuaidi100Message(Parcel parcel, Kuaidi100Subscription.Terms terms) {

    private static final String RELEASED_BY_CUSTOMS = "12";

    JsonObject json() {
        Optional<Step.Kind> notice = latestNotice();
        boolean corrected = hasBeenCorrected(parcel) && notice.isEmpty();
        String first = Kuaidi100Words.companyOf(parcel.order().carrier());
        JsonObject push = new JsonObject()
                .put("status", status())
                .put("billstatus", notice.isPresent() ? "" : isLast() ? "check" : "got")
                .put("message", notice.map(Kuaidi100Message::reason).orElse(""))
                .put("autoCheck", corrected ? "1" : "0");
        if (!terms.international()) {
            push.put("comOld", corrected ? first : "")
                    .put("comNew", hasBeenCorrected(parcel) ? Kuaidi100Words.otherThan(first) : "");
        }
        int border = border();
        push.put("lastResult", history(parcel.scans().subList(0, border), corrected ? companyOf(parcel) : first));
        if (border < parcel.scans().size()) {
            push.put(
                    "destResult",
                    history(parcel.scans().subList(border, parcel.scans().size()), terms.destination()));
        }
        return push;
    }

    private JsonObject history(List<Step.Scan> scans, String company) {
        return new Kuaidi100History(parcel, scans, company, terms.resultv2()).newestFirst();
    }

    /** How many scans belong to the first leg. */
    private int border() {
        List<String> codes = parcel.scans().stream().map(Step.Scan::code).toList();
        return terms.international() && codes.contains(RELEASED_BY_CUSTOMS)
                ? codes.indexOf(RELEASED_BY_CUSTOMS) + 1
                : codes.size();
    }

    /** Whose the parcel is by now. */
    static String companyOf(Parcel parcel) {
        String first = Kuaidi100Words.companyOf(parcel.order().carrier());
        return hasBeenCorrected(parcel) ? Kuaidi100Words.otherThan(first) : first;
    }

    /** Whether no further push follows. After a correction one does. */
    boolean isLast() {
        return latestNotice()
                .map(kind -> kind != Step.Kind.CORRECTED)
                .orElseGet(() -> parcel.hasEnded()
                        && newestCode().filter(Kuaidi100Words::isLast).isPresent());
    }

    private String status() {
        if (latestNotice().isPresent()) {
            return "abort";
        }
        return isLast() ? "shutdown" : "polling";
    }

    private static String reason(Step.Kind kind) {
        return switch (kind) {
            case NO_RECORD, CORRECTED -> "3天查询无记录";
            case STALE -> "60天无变化";
        };
    }

    private Optional<Step.Kind> latestNotice() {
        return parcel.latest().filter(Step.Notice.class::isInstance).map(step -> ((Step.Notice) step).kind());
    }

    private static boolean hasBeenCorrected(Parcel parcel) {
        return parcel.history().stream()
                .anyMatch(step -> step instanceof Step.Notice notice && notice.kind() == Step.Kind.CORRECTED);
    }

    private Optional<String> newestCode() {
        List<Step.Scan> scans = parcel.scans();
        return scans.isEmpty()
                ? Optional.empty()
                : Optional.of(scans.get(scans.size() - 1).code());
    }
}
