package io.waymark.notifier.settlement;

import java.math.BigDecimal;

/**
 * How many settlements wait in one place, and for how much money.
 *
 * @param state the name of an open state
 * @param cause why they are held; "" unless they are
 * @param currency "" for those of which the gateway has not said what was paid
 * @param amount zero if the currency is not known
 */
record WaitingTotal(String gateway, String state, String cause, String currency, long count, BigDecimal amount) {}
