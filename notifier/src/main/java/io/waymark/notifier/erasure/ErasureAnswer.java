package io.waymark.notifier.erasure;

import io.waymark.contract.Erasure;
import java.util.Map;

/**
 * What is answered to an order to erase.
 *
 * @param detail why it was refused; "" if it was carried out
 * @param counts how many of what were erased, by name
 */
public record ErasureAnswer(Erasure.State state, String detail, Map<String, Long> counts) {}
