/** A finger dipped in violet ink: the mark of who has voted. */
export const Logo = () => (
  <svg class="logo" viewBox="0 0 16 24" width="16" height="24" aria-hidden="true">
    <path
      fill="#f1cfae"
      d="M1.5 7.5a6.5 6.5 0 0 1 13 0l.7 15a1.5 1.5 0 0 1-1.5 1.5H2.3a1.5 1.5 0 0 1-1.5-1.5z"
    />
    <path fill="#8f63d6" d="M1.5 7.5a6.5 6.5 0 0 1 13 0l.25 5.2c-2 1.3-3.7.3-5.7.5-2.6.3-5.6 1.6-7.8-.3z" />
    <path fill="#c9b2ee" d="M4.6 6.3a3.4 3.7 0 0 1 6.8 0v1.9a3.4 2.6 0 0 1-6.8 0z" />
    <path
      fill="none"
      stroke="#d29a6c"
      stroke-width=".9"
      stroke-linecap="round"
      d="M5 18.2q3 1.1 6 0M5.6 20.2q2.4.8 4.8 0"
    />
  </svg>
)
