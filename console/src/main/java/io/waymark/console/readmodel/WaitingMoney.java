package io.waymark.console.readmodel;

import static java.util.stream.Collectors.groupingBy;

import io.waymark.contract.SettlementState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much money waits: settlements that no gateway has acknowledged and nobody has stopped.
 *
 * @param asOf when it was asked; deadlines before count as passed
 * @param items by gateway, state and cause of hold; only what there is
 * @param total of all items; null if there are none
 */
public record WaitingMoney(Instant asOf, List<Item> items, @Nullable Total total) {

    /** Settlements of one gateway that wait for the same. {@code holdCause} is null unless they are held. */
    public record Item(String gateway, SettlementState state, @Nullable String holdCause, Total total) {}

    /**
     * What settlements amount to.
     *
     * @param count how many
     * @param overdue of how many the deadline has passed
     * @param oldestBoundAt when the first of them was bound
     * @param nextDeadline the earliest that is still to come; null if there is none
     * @param amounts what their gateways say was paid, one sum for each currency
     * @param withoutAmount of how many no gateway has said it
     */
    public record Total(
            long count,
            long overdue,
            Instant oldestBoundAt,
            @Nullable Instant nextDeadline,
            List<Amount> amounts,
            long withoutAmount) {

        /** Both together. */
        Total and(Total other) {
            return new Total(
                    count + other.count,
                    overdue + other.overdue,
                    oldestBoundAt.isBefore(other.oldestBoundAt) ? oldestBoundAt : other.oldestBoundAt,
                    Stream.of(nextDeadline, other.nextDeadline)
                            .filter(Objects::nonNull)
                            .min(Comparator.naturalOrder())
                            .orElse(null),
                    Amount.sums(Stream.concat(amounts.stream(), other.amounts.stream())),
                    withoutAmount + other.withoutAmount);
        }
    }

    /** A sum of money in one currency, by its three letters. */
    public record Amount(String currency, BigDecimal amount) {

        private static List<Amount> sums(Stream<Amount> all) {
            return all.collect(groupingBy(Amount::currency)).values().stream()
                    .map(same -> same.stream().reduce(Amount::and).orElseThrow())
                    .sorted(Comparator.comparing(Amount::currency))
                    .toList();
        }

        private Amount and(Amount other) {
            return new Amount(currency, amount.add(other.amount));
        }
    }

    private record Kind(String gateway, SettlementState state, @Nullable String holdCause) {}

    /** The summary of items of which several may be of one kind, each in another currency; they keep their order. */
    static WaitingMoney of(Instant asOf, List<Item> rows) {
        LinkedHashMap<Kind, Total> kinds = new LinkedHashMap<>();
        rows.forEach(row -> kinds.merge(new Kind(row.gateway, row.state, row.holdCause), row.total, Total::and));
        List<Item> items = kinds.entrySet().stream()
                .map(kind ->
                        new Item(kind.getKey().gateway, kind.getKey().state, kind.getKey().holdCause, kind.getValue()))
                .toList();
        return new WaitingMoney(
                asOf, items, items.stream().map(Item::total).reduce(Total::and).orElse(null));
    }
}
