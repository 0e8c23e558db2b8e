package io.pharos.runtime;

import io.pharos.runtime.DeliveryRecord.Filter;
import io.pharos.runtime.Rows.Family;
import java.util.ArrayList;
import java.util.List;

/** Lists the ledger, latest first. */
final class Deliveries {
    private Deliveries() {}

    static List<DeliveryRecord> list(State.View rows, Filter filter, int limit) {
        var found = new ArrayList<DeliveryRecord>();
        var state = filter.state();
        if (state.isPresent() && Ledger.isOutstanding(state.get())) {
            var prefix = Ledger.prefix(state.get());
            rows.scanBack(Family.OUTSTANDING, prefix, Keys.behind(prefix), (key, _) -> {
                rows.get(Family.DELIVERIES, Ledger.id(key).key())
                        .map(DeliveryCodec::decode)
                        .filter(filter::matches)
                        .ifPresent(found::add);
                return found.size() < limit;
            });
            return found;
        }
        rows.scanBack(Family.DELIVERIES, Keys.FIRST, Keys.behind(Keys.FIRST), (_, row) -> {
            var delivery = DeliveryCodec.decode(row);
            if (filter.matches(delivery)) {
                found.add(delivery);
            }
            return found.size() < limit;
        });
        return found;
    }
}
