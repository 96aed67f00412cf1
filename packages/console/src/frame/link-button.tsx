import { createLink } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'
import type { ReactNode } from 'react'

interface LinkAsButtonProps extends Omit<ButtonProps, 'type'> {
  /** The page's main action. (The router keeps `type` for itself.) */
  readonly primary?: boolean
}

function LinkAsButton({ primary = false, ...props }: LinkAsButtonProps): ReactNode {
  return <Button {...props} type={primary ? 'primary' : 'default'} />
}

/** A link that looks like a button: `<LinkButton to="/households/new" primary>`. */
export const LinkButton = createLink(LinkAsButton)
