package io.pharos.server;

import io.pharos.collect.Collected;
import io.pharos.server.http.Call;
import io.pharos.server.http.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;

/**
 * The answers to pages and mails that send events by asking for a picture: they get it whatever became of the event, since
 * a person would see a broken picture otherwise. A fault is said in a header.
 */
final class Pixel {
    /** One transparent pixel. */
    private static final Buffer PICTURE =
            Buffer.buffer(Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    private static final String REASON = "X-Error";

    private Pixel() {}

    static void answer(Call call) {
        answer(call, 200);
    }

    /** Takes what the request holds. If it holds no event that can be used, sending it again would not change that. */
    static void take(Intake intake, Collected collected, Call call) {
        if (collected.problems().isEmpty()) {
            call.when(intake.take(collected, call), _ -> answer(call), failure -> fail(call, failure));
            return;
        }
        intake.remember(collected, call);
        reason(call, collected.problems().getFirst().toString());
        answer(call);
    }

    /** Nothing was taken, and the status says so. */
    private static void fail(Call call, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.isForNow()) {
            refusal.retryAfterSeconds().ifPresent(seconds -> call.header("Retry-After", Long.toString(seconds)));
            reason(call, refusal.document().detail());
            answer(call, refusal.document().type().status());
        } else {
            call.fail(failure);
        }
    }

    /** @param reason in any characters; those that a header cannot hold are left out */
    static void reason(Call call, String reason) {
        call.header(REASON, reason.replaceAll("[^\\x20-\\x7e]", "?"));
    }

    private static void answer(Call call, int status) {
        call.answer(status, "image/gif", PICTURE);
    }
}
