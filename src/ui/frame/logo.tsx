/** A finger dipped in violet ink: the mark of who has voted. */
export const Logo = () => (
  <svg class="logo" viewBox="0 0 16 24" width="16" height="24" aria-hidden="true">
    <path fill="#f1cfae" d="M0 8a8 8 0 0 1 16 0v10a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6z" />
    <path fill="#8f63d6" d="M0 8a8 8 0 0 1 16 0v3.5c-2 1.4-4 .2-6 .6-2.600.5-6.500 1.600-10-.6z" />
  </svg>
)
