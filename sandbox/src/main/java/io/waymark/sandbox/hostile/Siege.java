package io.waymark.sandbox.hostile;

import static io.waymark.sandbox.hostile.HostileText.INJECTED;
import static io.waymark.sandbox.hostile.HostileText.MARK;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sends every row of the table to the calls of a service, and says where it did not keep to the rules:
 *
 * <ol>
 *   <li>there is an answer, or the connection is closed, in time;
 *   <li>no status beyond 499, but for 503 with {@code Retry-After};
 *   <li>heads and answers to what is refused are small;
 *   <li>a refusal of the API is a problem of RFC 9457, and repeats nothing of what was sent;
 *   <li>nothing that was sent becomes a header, or a part of a page;
 *   <li>no line of the log holds any of it;
 *   <li>an honest call is answered as before.
 * </ol>
 */
public final class Siege {

    private static final int MOST_OF_A_HEAD = 8 * 1024;
    private static final int MOST_OF_A_REFUSAL = 64 * 1024;
    /** What the server says of a path that leads to nothing of ours. */
    private static final String NOTHING_THERE = "<h1>Resource not found</h1>";

    private static final int MOST_TOLD = 40;

    private final RawClient client;
    private final Target honest;
    private final int usual;
    private final List<String> findings = new ArrayList<>();
    private int calls;

    /**
     * @param port of this machine
     * @param honest a call that is made after every target
     * @param usual the status of its answer
     */
    public Siege(int port, Target honest, int usual) {
        this.client = new RawClient(port);
        this.honest = honest;
        this.usual = usual;
    }

    /** Sends what is wrong with values and bodies to every target, what is wrong with heads to the first of each kind, and so on. */
    public List<String> of(List<Target> targets) {
        try (LogWatch logs = LogWatch.forAny(List.of(MARK))) {
            for (Target target : targets) {
                Attacks.ofCalls().forEach(attack -> attack(attack, target, false));
                if (isFirstOfItsKind(target, targets)) {
                    Attacks.ofHeads().forEach(attack -> attack(attack, target, false));
                }
                stillServes(target);
            }
            Target first = targets.get(0);
            WireAttacks.ALL.forEach(attack -> attack(attack, first, false));
            WireAttacks.LEFT.forEach(attack -> attack(attack, first, true));
            stillServes(first);
            logs.found().forEach(line -> note("in the log: " + line));
        }
        return List.copyOf(findings.subList(0, Math.min(MOST_TOLD, findings.size())));
    }

    /** How many calls were made. */
    public int calls() {
        return calls;
    }

    private static boolean isFirstOfItsKind(Target target, List<Target> targets) {
        return targets.stream()
                .filter(each -> kind(each).equals(kind(target)))
                .findFirst()
                .filter(target::equals)
                .isPresent();
    }

    /** Calls of one kind are alike but for what they do: the beginning of the path, the method, and whether there are values. */
    private static String kind(Target target) {
        String[] segments = target.path().split("/", 4);
        return target.method()
                + segments[1]
                + (segments.length > 2 ? segments[2].replaceAll("\\{.*", "") : "")
                + target.path().contains("{");
    }

    private void attack(Attack attack, Target target, boolean isLeft) {
        attack.variants().apply(target).forEach(bytes -> {
            calls++;
            String what = target + ": " + attack;
            try {
                check(what, target, client.send(bytes, isLeft), isLeft);
            } catch (IOException e) {
                note(what + ": cannot be reached: " + e);
            }
        });
    }

    private void check(String what, Target target, RawAnswer answer, boolean isLeft) {
        if (!answer.isOver() && answer.status() == 0 && !isLeft) {
            note(what + ": neither answered nor closed, " + answer.status());
        }
        boolean isAway = answer.status() == 503 && answer.has("retry-after", "");
        if (answer.status() > 499 && !isAway) {
            note(what + ": " + answer.status() + " "
                    + answer.body().lines().limit(3).toList());
        }
        String head = answer.head().toLowerCase(Locale.ROOT);
        if (head.length() > MOST_OF_A_HEAD || head.contains("\r\n" + INJECTED.toLowerCase(Locale.ROOT))) {
            note(what + ": head " + Attacks.brief(head.replace('\r', ' ').replace('\n', ' ')));
        }
        if (answer.has("content-type", "text/html") && answer.body().contains("<script>" + MARK)) {
            note(what + ": becomes a part of the page");
        }
        if (answer.status() > 399) {
            checkRefusal(what, target, answer);
        }
    }

    private void checkRefusal(String what, Target target, RawAnswer answer) {
        if (answer.body().length() > MOST_OF_A_REFUSAL && !answer.has("content-type", "text/html")) {
            note(what + ": a refusal of " + answer.body().length() + " bytes");
        }
        if (answer.body().contains(MARK) && !answer.has("content-type", "text/html")) {
            note(what + ": is repeated: " + answer.status() + " " + answer.body());
        }
        // what the server refuses before any call begins it tells in words of its own, in a test with its stack
        boolean isTheServers =
                answer.body().contains("Error id ") || answer.body().contains(NOTHING_THERE);
        if (isTheServers) {
            return;
        }
        if (target.path().startsWith("/v1/")
                && !answer.body().isEmpty()
                && !answer.has("content-type", "application/problem+json")) {
            note(what + ": no problem: " + answer.head() + answer.body());
        }
        if (Stream.of("Exception", "\tat ", "java.", "io.quarkus").anyMatch(answer.body()::contains)) {
            note(what + ": tells of the code: " + answer.body());
        }
    }

    private void stillServes(Target after) {
        try {
            RawAnswer answer = client.send(honest.bytes());
            if (answer.status() != usual) {
                note("after " + after + ": an honest call gets " + answer.status());
            }
        } catch (IOException e) {
            note("after " + after + ": an honest call fails: " + e);
        }
    }

    private void note(String finding) {
        findings.add(finding.length() > 600 ? finding.substring(0, 600) + "…" : finding);
    }
}
