// What makes desk pages handier where a browser runs scripts. Every page works without.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const open of document.querySelectorAll('header details[open]')) open.removeAttribute('open')
})
