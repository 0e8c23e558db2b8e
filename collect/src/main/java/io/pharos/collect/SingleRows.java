package io.pharos.collect;

/** Makes an event of each row. */
record SingleRows(RowMapping mapping, String source, Reading reading) implements Row.Sink {

    @Override
    public void row(Row row) {
        reading.countRow();
        if (!row.problems().isEmpty()) {
            row.problems().forEach(problem -> reading.problem(row, problem));
            return;
        }
        var group = new Group(row);
        var problem = mapping.add(row, group);
        if (problem.isPresent()) {
            reading.problem(row, problem.get());
            return;
        }
        var draft = mapping.event(group);
        draft.source = source;
        reading.event(draft, row);
    }

    @Override
    public void stop(RowProblem problem) {
        reading.problem(problem);
    }
}
