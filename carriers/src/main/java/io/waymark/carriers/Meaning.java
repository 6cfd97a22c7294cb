package io.waymark.carriers;

import io.waymark.contract.SubStatus;
import java.util.Optional;

/**
 * What a provider's code means to us.
 *
 * @param subStatus its meaning; empty if the code is in no table and no rule places it, so that the status stays
 * @param known false if the code is in no table, whether or not a rule placed it; counted and alarmed
 * @param withdrawsReturn true for a signature that names the recipient's side, which ends a return leg
 * @param rule which row or rule said so, e.g. {@code kuaidi100:301}
 */
public record Meaning(Optional<SubStatus> subStatus, boolean known, boolean withdrawsReturn, String rule) {}
