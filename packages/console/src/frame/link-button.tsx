import { createLink } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'
import type { ReactNode } from 'react'

function LinkAsButton(props: ButtonProps): ReactNode {
  return <Button {...props} />
}

/** A link that looks like a button: `<LinkButton to="/households/new" type="primary">`. */
export const LinkButton = createLink(LinkAsButton)
