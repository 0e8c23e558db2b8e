package io.pharos.cli.demo;

import java.math.BigDecimal;

/** Something the shop sells. */
record Product(String stockCode, String description, BigDecimal price) {}
