package io.pharos.cli.demo;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;

/** What somebody reads who has just started the demo. */
record Welcome(URI address, String password, String key, Path data, Till till) {

    void print(PrintWriter out) {
        out.print(text());
        out.flush();
    }

    private String text() {
        return """

                The shop is open: %1$s/console/
                  Log in as admin with the password %2$s

                What to look at first
                  1. Live: shoppers come, look around, fill carts and buy, about four times a second. All of them are made up.
                  2. A customer of the till. The purchases are real, but moved by %6$,d days, so that the last one is of %7$s:
                       curl -s %1$s/api/profiles/user_id/17364 -H 'Authorization: Bearer %3$s'
                  3. Send an event yourself, and read in the answer what a page may show you now:
                       curl -s '%1$s/api/events?view=homepage' -H 'Authorization: Bearer demo' \\
                         -d '{"event":"cart_add","visitor":"me","attributes":{"description":"%4$s"}}'
                     Wait two minutes, and the visitor "me" is in the segment "Cart left behind" without another event.
                  4. What the shop would send to the world: tail -F %5$s/actions/actions.jsonl

                The definitions are in %5$s/shop. Ctrl-C stops the demo; the same folder goes on from there.
                """.formatted(
                        address,
                        password,
                        key,
                        till.invoices().catalogue().products().getFirst().description(),
                        data,
                        till.days(),
                        till.invoices().lastDay());
    }
}
