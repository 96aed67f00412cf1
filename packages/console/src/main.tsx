import './app/app.css'
import './frame/cards.css'
import './frame/frame.css'
import './frame/list.css'
import '@lastmile/web-kit/style.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Providers } from './app/providers.tsx'
import { router } from './app/router.ts'

const place = document.getElementById('app')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
}

// A new release replaces the files that an open page still names: load the page again instead of failing.
window.addEventListener('vite:preloadError', (event) => {
  event.preventDefault()
  window.location.reload()
})
