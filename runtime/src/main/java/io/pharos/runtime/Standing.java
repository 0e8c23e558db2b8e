package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import java.time.Instant;

/**
 * A profile as its events have left it, and its head: the moment up to which its transitions have been judged. What falls
 * due between the profile's last step and its head belongs to the past, and nobody hears of it any more. So an import
 * leaves the profile where its own last event is, and the next row of it, which is later, need not fold the history again.
 *
 * @param head not before the profile's last step
 */
record Standing(Profile profile, Instant head) {

    /** A profile of whose transitions all have been judged; of a stranger there are none. */
    static Standing at(Profile profile) {
        return new Standing(profile, profile.isStranger() ? Instant.EPOCH : profile.steppedAt());
    }

    /** The profile as it stands at the head. */
    Profile atHead(Engine engine) {
        return profile.isStranger() || head.equals(profile.steppedAt())
                ? profile
                : engine.advance(profile, head).profile();
    }
}
