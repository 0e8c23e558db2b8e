/** The shop of {@code pharos demo}: a year of real invoices, and shoppers who are made up as it goes. */
@NullMarked
package io.pharos.cli.demo;

import org.jspecify.annotations.NullMarked;
