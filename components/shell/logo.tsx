/** Two strategies and the transition between them. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className ?? "size-5"}>
      <rect x="1.5" y="3" width="8" height="8" rx="2" fill="var(--strategy-1)" />
      <circle cx="14.3" cy="13" r="4.2" fill="var(--strategy-2)" />
      <path
        d="M9.2 7.2h2.3a2.4 2.4 0 0 1 2.4 2.4"
        fill="none"
        stroke="var(--transition)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    </svg>
  );
}
