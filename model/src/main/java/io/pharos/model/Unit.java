package io.pharos.model;

/** A unit of time. Up to weeks they are fixed, a day being 24 hours; months and years are those of a zone's calendar. */
public enum Unit {
    SECONDS,
    MINUTES,
    HOURS,
    DAYS,
    WEEKS,
    MONTHS,
    YEARS
}
