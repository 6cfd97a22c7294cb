package io.waymark.bench;

import io.waymark.bench.endtoend.EndToEndQuestion;
import io.waymark.bench.endtoend.SoakQuestion;
import io.waymark.bench.growth.GrowthQuestion;
import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.GuardRun;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Question;
import io.waymark.bench.ingest.IngestQuestion;
import io.waymark.bench.ingest.SealingQuestion;
import io.waymark.bench.normalize.NormalizeQuestion;
import io.waymark.bench.poller.PollerQuestion;
import io.waymark.bench.readmodel.ReadModelQuestion;
import io.waymark.bench.settlement.SettlementQuestion;
import io.waymark.bench.startup.StartupQuestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One command for each question: {@code ./benchmarks/run <question> [--short] [--seconds N] [--out DIR] …}. */
@SuppressWarnings("SystemOut") // its results
public final class Bench {

    private static final int WRONG_USE = 2;

    /** All that can be asked. */
    static final List<Question> QUESTIONS = List.of(
            new Question(
                    "ingest",
                    "callbacks a second and their latency, beside a bare handler and Spring Boot",
                    IngestQuestion.OPTIONS,
                    IngestQuestion::measure),
            new Question(
                    "sealing", "what sealing costs webhook-ingest", SealingQuestion.OPTIONS, SealingQuestion::measure),
            new Question(
                    "end-to-end",
                    "from a callback to its answer, its event and its settlement, at parts of the sustained rate",
                    EndToEndQuestion.OPTIONS,
                    EndToEndQuestion::measure),
            new Question(
                    "startup",
                    "how soon each service is ready and what it holds, without and with an archive of its classes",
                    StartupQuestion.OPTIONS,
                    StartupQuestion::measure),
            new Question(
                    "normalize",
                    "the normalizer with a full store, beside a topology that does nothing",
                    NormalizeQuestion.OPTIONS,
                    NormalizeQuestion::measure),
            new Question(
                    "jmh",
                    "signatures, parsing, fold, serdes, masking, sealing: time and bytes of each operation",
                    JmhQuestion.OPTIONS,
                    JmhQuestion::measure),
            new Question(
                    "readmodel",
                    "records into the read model beside COPY of the same rows, and how soon it answers",
                    ReadModelQuestion.OPTIONS,
                    ReadModelQuestion::measure),
            new Question(
                    "poller",
                    "how late queries are begun with many open parcels, beside plain SQL",
                    PollerQuestion.OPTIONS,
                    PollerQuestion::measure),
            new Question(
                    "settlement",
                    "settlements a second with a large ledger, beside plain SQL",
                    SettlementQuestion.OPTIONS,
                    SettlementQuestion::measure),
            new Question(
                    "growth",
                    "what ingest, normalize, end-to-end and readmodel cost with 10 and 100 times as much data",
                    GrowthQuestion.OPTIONS,
                    Bench::growth),
            new Question(
                    "soak",
                    "the memory of all services under a constant load for long",
                    SoakQuestion.OPTIONS,
                    SoakQuestion::measure));

    private Bench() {}

    /** But for those that ask what others ask, more often or for longer. */
    static List<Question> all() {
        return QUESTIONS.stream()
                .filter(question ->
                        !question.name().equals("growth") && !question.name().equals("soak"))
                .toList();
    }

    private static void growth(Options options, Findings findings) throws Exception {
        GrowthQuestion.measure(QUESTIONS, options, findings);
    }

    public static void main(String[] arguments) {
        int status = 1;
        try {
            status = run(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = WRONG_USE;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            System.exit(status); // Kafka leaves threads behind
        }
    }

    private static int run(String... arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        String[] further = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        if (name.equals("guard")) {
            return GuardRun.of(QUESTIONS, further) ? 0 : 1;
        }
        if (name.equals("all")) {
            Options options = Options.of(Set.of(), further);
            for (Question question : all()) {
                System.out.println(question.answer(options));
            }
            return 0;
        }
        Optional<Question> asked = QUESTIONS.stream()
                .filter(question -> question.name().equals(name))
                .findFirst();
        if (asked.isEmpty()) {
            System.err.println("Usage: ./benchmarks/run <question> [--short] [--seconds N] [--out DIR]\n");
            QUESTIONS.forEach(question ->
                    System.err.printf("  %-12s %s %s%n", question.name(), question.asks(), question.options()));
            System.err.printf("  %-12s %s%n", "all", "all of them but growth and soak, one after the other");
            System.err.printf("  %-12s %s%n", "guard", "whether any ratio has fallen below benchmarks/baseline.json");
            return WRONG_USE;
        }
        Question question = asked.get();
        System.out.println(question.answer(Options.of(question.options(), further)));
        return 0;
    }
}
