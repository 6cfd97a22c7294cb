/**
 * What is held of the person whom a shipment is about goes when somebody orders it. An order is kept with what came of it, at each service:
 * first the notifier looks whether the shipment's money is settled, then the console erases what is its own, then normalizer and poller
 * are asked. Every step is one transaction that begins with an answer, so that it is taken once, whenever somebody is killed.
 */
@NullMarked
package io.waymark.console.erasure;

import org.jspecify.annotations.NullMarked;
