package io.pharos.actions;

import java.util.Optional;

/** Looks up what connectors name but never write down. Asked anew at each sending, so a changed secret counts at once. */
@FunctionalInterface
public interface Secrets {
    /** @param name as the connector writes it, such as {@code crm_token} */
    Optional<String> find(String name);
}
