package io.waymark.poller.watch;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of events comes to.
 *
 * @param listeners rows that have heard something new, as they are now
 * @param gaps the pauses that ended, each once
 * @param healed where the answer to a question about a silence has brought news
 */
record News(List<Listener> listeners, List<SilenceGap> gaps, Set<Source> healed) {

    /**
     * Brings together what was told and who listens.
     *
     * @param rows as they were before, by id
     */
    static News of(List<Heard> heard, List<Listener> rows) {
        Map<Source, List<Listener>> listening = rows.stream().collect(groupingBy(Listener::source));
        News news = new News(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
        for (Heard one : heard) {
            List<Listener> before = listening.getOrDefault(one.source(), List.of());
            if (!before.isEmpty()) {
                news.gaps.addAll(one.gaps(before));
                before.forEach(row -> one.heardBy(row).ifPresent(after -> news.add(row, after)));
            }
        }
        return news;
    }

    private void add(Listener before, Listener after) {
        listeners.add(after);
        if (after.healed() && !before.healed()) {
            healed.add(after.source());
        }
    }
}
