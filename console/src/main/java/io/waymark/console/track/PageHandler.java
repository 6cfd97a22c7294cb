package io.waymark.console.track;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.Leg;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes the pages. Whatever is put into one is escaped. */
@ApplicationScoped
class PageHandler {

    /** {@code templates/track}. */
    @CheckedTemplate(basePath = "track")
    static class Templates {

        static native TemplateInstance parcel(ParcelPage page, Asset style, Asset script);

        static native TemplateInstance notice(Notice notice, Language language, Asset style, Asset script);
    }

    /** What the pages say: {@code messages/track_en.properties} and {@code track_zh.properties}. */
    // spotless:off
    @MessageBundle(value = "track", locale = "en")
    public interface Words {
        @Message String title(String number);
        @Message String otherLanguage();
        @Message String updated();
        @Message String etaDays(String from, String to);
        @Message String etaTimes(String day, String from, String to);
        @Message String etaRoute(int parcels, String since);
        @Message String etaCarrier(int parcels, String since);
        @Message String etaCoverage(int predictions, long latest, long range);
        @Message String etaUntested();
        @Message String steps();
        @Message String history();
        @Message String noHistory();
        @Message String times();
        @Message String source();
        @Message String stepDone();
        @Message String stepNow();
        @Message String stepOpen();
        @Message String step(Step step);
        @Message String leg(Leg leg);
        @Message String status(ShipmentStatus status);
        @Message String advice(ShipmentStatus status);
        @Message String sub(SubStatus status);
        @Message String missing();
        @Message String missingAdvice();
        @Message String busy();
        @Message String busyAdvice();
        @Message String failed();
        @Message String failedAdvice();
    }
    // spotless:on

    Uni<String> parcel(ParcelPage page) {
        return written(Templates.parcel(page, Asset.PAGE_CSS, Asset.PAGE_JS), page.language());
    }

    Uni<String> notice(Notice notice, Language language) {
        return written(Templates.notice(notice, language, Asset.PAGE_CSS, Asset.PAGE_JS), language);
    }

    private static Uni<String> written(TemplateInstance page, Language language) {
        return page.setLocale(language.locale().getLanguage()).createUni();
    }
}
