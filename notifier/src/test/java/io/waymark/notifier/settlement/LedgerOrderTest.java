package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.POLICY;
import static io.waymark.notifier.settlement.Samples.READY;
import static io.waymark.notifier.settlement.Samples.stcPay;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Evidence;
import io.waymark.contract.Payment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts arrive in any order, and more than once. Where an unsent settlement ends must not depend on it. */
class LedgerOrderTest {

    private static final SubStatus[] SUB_STATUSES = {
        SubStatus.PICKED_UP,
        SubStatus.OUT_FOR_DELIVERY,
        SubStatus.SIGNED,
        SubStatus.SIGNED_BY_RECIPIENT,
        SubStatus.SIGNED_BY_PROXY,
        SubStatus.RETURNING,
        SubStatus.RETURN_SIGNED
    };

    /** What a topic may say; applied as the database applies it: only if it is newer. */
    private sealed interface News {
        record OfScan(int scan, Scan told) implements News {}

        record OfStatus(long revision, Standing standing) implements News {}

        record OfPayment(Payment.State state) implements News {}
    }

    private static final class Known {
        private final Map<Integer, Scan> scans = new HashMap<>();
        private final Set<Payment.State> payments = new HashSet<>();
        private Standing standing;
        private long revision;

        void learn(News news) {
            if (news instanceof News.OfScan scan) {
                scans.merge(scan.scan(), scan.told(), (a, b) -> a.sequence() < b.sequence() ? b : a);
            } else if (news instanceof News.OfStatus status && status.revision() > revision) {
                revision = status.revision();
                standing = status.standing();
            } else if (news instanceof News.OfPayment payment) {
                payments.add(payment.state());
            }
        }

        Facts facts() {
            return new Facts(List.copyOf(scans.values()), standing, payments, Set.of(), null);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderAndRepetitionDoNotMatter(long seed) {
        Random random = new Random(seed);
        List<News> news = randomNews(random);
        List<News> again = new ArrayList<>(news);
        again.addAll(news);
        Collections.shuffle(again, random);

        assertThat(decisionAfter(again)).isEqualTo(decisionAfter(news));
        assertThat(entryAfter(again).state().name())
                .isEqualTo(entryAfter(news).state().name());
        assertThat(entryAfter(again).proof()).isEqualTo(entryAfter(news).proof());
    }

    private static Decision decisionAfter(List<News> news) {
        Known known = new Known();
        news.forEach(known::learn);
        return POLICY.decide(stcPay(), known.facts(), READY, Set.of());
    }

    /** Weighed after every piece of news, as the ledger does. */
    private static LedgerEntry entryAfter(List<News> news) {
        Known known = new Known();
        LedgerEntry entry = LedgerEntry.NEW;
        for (News piece : news) {
            known.learn(piece);
            entry = LedgerRules.evaluated(entry, POLICY.decide(stcPay(), known.facts(), READY, Set.of()), NOW);
        }
        return entry;
    }

    private static List<News> randomNews(Random random) {
        List<News> news = new ArrayList<>();
        int events = 1 + random.nextInt(8);
        for (int sequence = 1; sequence <= events; sequence++) {
            news.add(new News.OfScan(random.nextInt(5), randomScan(random, sequence)));
            if (random.nextInt(3) == 0) {
                ShipmentStatus status = SUB_STATUSES[random.nextInt(SUB_STATUSES.length)].status();
                news.add(new News.OfStatus(sequence, new Standing(status, sequence)));
            }
        }
        if (random.nextInt(4) == 0) {
            news.add(new News.OfPayment(Payment.State.values()[random.nextInt(Payment.State.values().length)]));
        }
        return news;
    }

    private static Scan randomScan(Random random, int sequence) {
        SubStatus subStatus = SUB_STATUSES[random.nextInt(SUB_STATUSES.length)];
        return new Scan(
                new UUID(2, sequence),
                sequence,
                subStatus.status(),
                subStatus,
                random.nextInt(6) == 0 ? Evidence.TEXT : Evidence.SIGNED_PUSH,
                NOW.minus(Duration.ofMinutes(random.nextInt(90))),
                random.nextInt(6) == 0,
                "rule",
                "source");
    }
}
