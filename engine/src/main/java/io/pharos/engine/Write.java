package io.pharos.engine;

/** A compiled enrichment: writes its attribute's slot in the frame, or leaves it alone. */
interface Write {
    void to(int slot, Frame frame);
}
