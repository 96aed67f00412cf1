import { type ThemeConfig, theme } from 'antd'

/** The palette of docs: one primary, one attention, one alarm (people in danger only), tiers in four steps of one hue. */
export const COLOURS = {
  primary: '#0f5f5c',
  ink: '#17302e',
  inkSoft: '#52605e',
  line: '#dfe6e5',
  paper: '#f6f8f7',
  attention: '#b86e00',
  attentionInk: '#8a5200',
  danger: '#a63a28',
} as const

const FONT =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** Ant Design's tokens. Large type is 1.4 times everything that is read or touched. */
export function themeOf(largeType: boolean, reducedMotion: boolean): ThemeConfig {
  const scale = largeType ? 1.4 : 1
  return {
    algorithm: theme.defaultAlgorithm,
    cssVar: {},
    hashed: false,
    token: {
      colorPrimary: COLOURS.primary,
      colorLink: COLOURS.primary,
      colorInfo: COLOURS.primary,
      colorSuccess: COLOURS.primary,
      colorWarning: COLOURS.attention,
      // A wrong field is not an alarm: brick red is kept for people in danger.
      colorError: COLOURS.attentionInk,
      colorText: COLOURS.ink,
      colorTextSecondary: COLOURS.inkSoft,
      colorTextTertiary: COLOURS.inkSoft,
      colorTextDescription: COLOURS.inkSoft,
      colorTextPlaceholder: '#66736f',
      colorBorder: '#b9c5c3',
      colorBorderSecondary: COLOURS.line,
      colorBgLayout: COLOURS.paper,
      fontFamily: FONT,
      fontSize: Math.round(14 * scale),
      lineHeight: 1.6,
      controlHeight: Math.round(34 * scale),
      borderRadius: 6,
      motion: !reducedMotion,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', contentFontSize: Math.round(14 * scale) },
    },
  }
}
