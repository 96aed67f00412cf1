/**
 * What people here try first, collected by us from habit and common knowledge, not copied from a list. A password made of
 * one of these with digits or signs around it is refused (see policy.ts), so each stands for dozens.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  password passwd passw0rd pass passport pwd mima mimamima wodemima letmein welcome hello hellohello admin administrator
  root user guest test testtest demo login signin master default changeme change secret system sysadmin manager oracle
  mysql postgres server computer internet windows office office365 microsoft google apple huawei xiaomi oppo vivo lenovo
  tencent alibaba taobao weixin wechat qqqq alipay zhifubao douyin baidu sina
  iloveyou ilove loveyou lovely love lover baby angel princess prince sunshine shadow dragon monkey tiger lion panda
  football basketball soccer baseball superman batman starwars pokemon killer ninja mustang ferrari samsung nokia
  summer winter spring autumn monday friday january china china123 zhongguo beijing shanghai qingpu qingpuqu xiayang
  yingpu zhujiajiao xujing minzheng minzhengju shequ juweihui jiedao zhengfu jiuzhu shegong guwen lastmile zuihouyigongli
  woaini woaini1314 woaiwo aini wodebaobei baobei baobao laogong laopo mama baba mamababa woaimama woaibaba woaijia
  wojia women wode wojiushiwo nihao nihaoma zhangsan lisi wangwu zhaoliu xiaoming xiaohong wangwei zhangwei liuwei
  lovewo loveni qinaide yongyuan yishengyishi yongyuanaini facai gongxifacai wanshiruyi yifanfengshun xinnianhao
  shenghuo xingfu kuaile jiankang pingan pinganfu caishen fafafa heihei haha hahaha hehe lalala
  asdf asdfasdf asdfgh asdfghj asdfghjk asdfghjkl qwer qwerqwer qwert qwerty qwertyu qwertyui qwertyuiop zxcv zxcvzxcv
  zxcvb zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc edcrfv qweasd qweasdzxc asdzxc asdqwe zaqwsx zaqxsw qaz wsx qwe asd zxc
  abc abcd abcde abcdef abcdefg abcdefgh abcabc aabbcc abab aaa bbb aaaa aaaaaa aaaaaaaa zzz xxx
  woshishui woshini woshiren woshi wobuzhidao buzhidao wangjile wangjimima jizhu
  `
    .trim()
    .split(/\s+/),
)

/** Digits that mean something here: love numbers, lucky ones, keyboard paths. Alone or doubled they are no secret. */
export const COMMON_DIGITS: ReadonlySet<string> = new Set(
  `
  1314 520 521 5201314 1314520 5211314 7758521 7758258 520520 521521 13141314 201314 20131420 9958 918 168 1688 518 51888
  888 8888 666 6666 666888 888666 168168 147258 147258369 159357 159753 147852 258369 123321 1234321 12344321 456789
  987654 123123 112233 11223344 121212 131313 1212 123654 147147 789456 789456123 741852 741852963 963852741 100200
  110110 119119 120120 10086 10000 12345 123456 1234567 12345678 123456789 1234567890 0123456789 9876543210 987654321
  87654321 7654321 654321 010203 01020304 112211 135792468 24681357 1357924680 19491001 20080808 31011800 310118
  `
    .trim()
    .split(/\s+/),
)
