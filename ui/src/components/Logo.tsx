/** A lighthouse; the beams are the only place where its amber is used. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0b3a4f" />
      <path d="M3 9.2 12.6 7v5.6L3 10.6Zm26 0L19.4 7v5.6L29 10.6Z" fill="#f5b83d" />
      <path d="M16 3.2 20 7h-8Zm-3 4.8h6v4.4h-6Z" fill="#fff" />
      <path d="M14.4 8.6h3.2v3.2h-3.2Z" fill="#f5b83d" />
      <path d="M11.6 13.2h8.8v1.6h-8.8Zm1.2 2.4h6.4L21 28H11Z" fill="#fff" />
      <path d="M12.2 19.6h7.6l.5 3.4h-8.6Z" fill="#0b3a4f" opacity=".55" />
    </svg>
  );
}
