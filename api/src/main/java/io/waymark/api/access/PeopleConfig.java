package io.waymark.api.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Whether people may call with tokens of an OpenID Connect issuer, and what their tokens mean. */
@ConfigMapping(prefix = "waymark.oidc")
public interface PeopleConfig {

    /** Environment variable {@code WAYMARK_OIDC_ENABLED}: only keys are valid unless it is {@code true}. */
    @WithDefault("false")
    boolean enabled();

    /** Environment variable {@code WAYMARK_OIDC_ISSUER}: the issuer's address, below which its discovery document lies. */
    Optional<String> issuer();

    /** Environment variable {@code WAYMARK_OIDC_AUDIENCE}: what must stand among a token's audiences. */
    @WithDefault("waymark")
    String audience();

    /**
     * Environment variable {@code WAYMARK_OIDC_CLIENT_ID}: as which client of the issuer the console signs people in. Without it
     * they call the API with tokens that they have from elsewhere, and the console in the browser takes keys alone.
     */
    Optional<String> clientId();

    /** Environment variable {@code WAYMARK_OIDC_CLIENT_SECRET}: that client's secret; none for a public client. */
    Optional<String> clientSecret();

    /** Environment variable {@code WAYMARK_OIDC_SCOPES}: what the issuer is asked for when it signs somebody in. */
    @WithDefault("openid")
    String scopes();

    /** The claim that lists a person's roles; with slashes where it lies deeper, e.g. {@code realm_access/roles}. */
    @WithDefault("groups")
    String rolesClaim();

    /** The claim that names the merchant for whom a person acts. Without it the person may do nothing. */
    @WithDefault("waymark_merchant")
    String merchantClaim();

    /** What stands before a scope in the name of a person's role, so that other systems' roles mean nothing here. */
    @WithDefault("waymark-")
    String rolePrefix();
}
