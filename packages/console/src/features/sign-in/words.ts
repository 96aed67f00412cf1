import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  product: { zh: '最后一公里', en: 'Lastmile' },
  line: {
    zh: '把已有的帮助，送到需要的人手里。',
    en: 'Bringing the help that exists to the people who need it.',
  },
  title: { zh: '登录', en: 'Sign in' },
  login: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  needLogin: { zh: '请填账号', en: 'Please enter your account' },
  needPassword: { zh: '请填密码', en: 'Please enter your password' },
  forgot: { zh: '忘记密码，或者被锁住了？', en: 'Forgotten password, or locked out?' },
  forgotText: {
    zh: '请联系本单位的系统管理员。管理员会给您一个链接，24 小时内打开它，就能自己设新密码。密码连错多次账号会锁一会儿，等提示的时间过了再试就行。',
    en: 'Ask your administrator, who gives you a link; open it within 24 hours and set a new password yourself. After several wrong passwords an account is locked for a while: try again after the time that is shown.',
  },
  ended: {
    zh: '登录已过期，请重新登录，之后会回到刚才的页面。',
    en: 'Your session has ended. Sign in again; you come back to where you were.',
  },
  codeTitle: { zh: '再填一个动态验证码', en: 'One more step: your one-time code' },
  codeText: {
    zh: '打开手机上的验证器，填 6 位数字。手机不在身边，可以填一个备用码。',
    en: 'Open the authenticator on your phone and enter the six digits. Without your phone, use a recovery code.',
  },
  code: { zh: '验证码或备用码', en: 'One-time or recovery code' },
  needCode: { zh: '请填验证码', en: 'Please enter the code' },
  verify: { zh: '验证并登录', en: 'Verify and sign in' },
  back: { zh: '换个账号', en: 'Use another account' },
  demoTitle: { zh: '演示账号', en: 'Demo accounts' },
  demoText: {
    zh: '点一下就能进去看看。人名和号码都是虚构的。',
    en: 'One click and you are in. Every name and number is invented.',
  },
  enterAs: { zh: '以{name}登录', en: 'Sign in as {name}' },
  language: { zh: 'English', en: '中文' },
  activateTitle: { zh: '设置您的密码', en: 'Set your password' },
  activateText: {
    zh: '链接 24 小时内有效，只能用一次。',
    en: 'The link is valid for 24 hours and works once.',
  },
  newPassword: { zh: '新密码', en: 'New password' },
  repeat: { zh: '再填一遍', en: 'Repeat it' },
  different: { zh: '两遍不一样', en: 'The two are different' },
  passwordHint: {
    zh: '至少 12 个字，用一句自己记得住的话最好。',
    en: 'At least 12 characters; a sentence that you remember works best.',
  },
  activate: { zh: '设好密码', en: 'Set the password' },
  activated: {
    zh: '密码设好了。您的账号是 {login}，现在可以登录。',
    en: 'The password is set. Your account is {login}; you can sign in now.',
  },
  toSignIn: { zh: '去登录', en: 'Sign in' },
  noToken: {
    zh: '这个链接不完整。请从管理员发来的消息里完整复制，或请管理员重发一个。',
    en: 'This link is incomplete. Copy it whole from the administrator’s message, or ask for a new one.',
  },
})
