/** The walk through a menu: pure, and shared with the desk, whose preview takes the same steps as a call. */
export {
  type MenuDoing,
  type MenuFacts,
  type MenuInput,
  type MenuState,
  type MenuStep,
  step,
} from '../../../contract/hotline-menu-step.ts';
