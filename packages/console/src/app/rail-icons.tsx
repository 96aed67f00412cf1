import {
  BarChartOutlined,
  BookOutlined,
  BulbOutlined,
  CalendarOutlined,
  FlagOutlined,
  FolderOpenOutlined,
  GiftOutlined,
  HomeOutlined,
  MenuOutlined,
  MessageOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ComponentType, HTMLAttributes } from 'react'
import type { RailGroup } from './page-table.ts'

type RailIcon = ComponentType<HTMLAttributes<HTMLSpanElement>>

/** The sign of each group of the rail. */
export const RAIL_ICONS: Record<RailGroup, ComponentType> = {
  today: CalendarOutlined,
  households: HomeOutlined,
  discovery: BulbOutlined,
  policies: BookOutlined,
  resources: GiftOutlined,
  cases: FolderOpenOutlined,
  conversations: MessageOutlined,
  team: TeamOutlined,
  programme: FlagOutlined,
  data: BarChartOutlined,
  settings: SettingOutlined,
}

/** The sign of "everything else". */
export const RAIL_MORE: RailIcon = MenuOutlined
