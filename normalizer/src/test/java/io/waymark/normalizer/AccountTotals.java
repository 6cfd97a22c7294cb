package io.waymark.normalizer;

import static java.util.stream.Collectors.toMap;

import io.waymark.contract.HourAccount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What accounts say together. */
record AccountTotals(Collection<HourAccount> newest) {

    /** Of all that were told, in order: the last of each key counts. */
    static AccountTotals of(List<HourAccount> told) {
        return new AccountTotals(told.stream()
                .collect(toMap(HourAccount::key, one -> one, (older, newer) -> newer))
                .values());
    }

    /** How many raw records are in them. */
    long records() {
        return newest.stream()
                .mapToLong(account -> account.normalized() + account.deadLettered())
                .sum();
    }

    /** Normalized, dead-lettered, scans, new and repeated ones, whatever the partition. */
    Map<String, List<Long>> byProviderAndHour() {
        return newest.stream()
                .collect(toMap(
                        account -> account.provider() + " " + account.hour(),
                        account -> Stream.of(
                                        account.normalized(),
                                        account.deadLettered(),
                                        account.scans(),
                                        account.newScans(),
                                        account.repeatedScans())
                                .toList(),
                        AccountTotals::sum));
    }

    /** How far each partition is counted. */
    Map<Integer, Long> positions() {
        return newest.stream().collect(toMap(HourAccount::partition, HourAccount::position, Math::max));
    }

    private static List<Long> sum(List<Long> some, List<Long> others) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> some.get(i) + others.get(i))
                .toList();
    }
}
