package io.waymark.bench.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of a question: tables, ratios, targets, pictures. Seconds belong to a machine and an hour; ratios of what was
 * measured side by side are what can be compared between runs, and are what the {@link Guard} looks at.
 */
public final class Findings {

    private final Machine machine = Machine.now();
    private final Bystanders bystanders = new Bystanders();
    private final String question;
    private final boolean isShort;
    private final List<Table> tables = new ArrayList<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();

    /** Made before anything is measured, since it looks at the machine. */
    public Findings(String question, Options options) {
        this.question = question;
        this.isShort = options.isShort();
    }

    /** A further table, to be filled. */
    public Table table(String title, String... columns) {
        Table table = new Table(title, List.of(columns));
        tables.add(table);
        return table;
    }

    /**
     * Something beside its limit or its peer, so that more is better: how many a second by how many a second, or the other's
     * time by ours.
     *
     * @param name as the guard knows it, e.g. {@code kuaidi100-40 to bare}
     */
    public double ratio(String name, double ours, double theirs) {
        double ratio = ours / theirs;
        ratios.put(name, ratio);
        return ratio;
    }

    public void atLeast(String what, double measured, double wanted) {
        targets.add(Target.atLeast(what, measured, wanted));
    }

    public void under(String what, double measured, double wanted) {
        targets.add(Target.under(what, measured, wanted));
    }

    /** Nothing of this kind may be, e.g. losses. */
    public void none(String what, long measured) {
        targets.add(Target.none(what, measured));
    }

    /** A sentence that belongs to the numbers. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    public void plot(Plot plot) {
        plots.add(plot);
    }

    String question() {
        return question;
    }

    boolean isShort() {
        return isShort;
    }

    Machine machine() {
        return machine;
    }

    double bystanders() {
        return bystanders.share();
    }

    public List<Table> tables() {
        return tables;
    }

    public Map<String, Double> ratios() {
        return ratios;
    }

    public List<Target> targets() {
        return targets;
    }

    List<String> notes() {
        return notes;
    }

    List<Plot> plots() {
        return plots;
    }
}
